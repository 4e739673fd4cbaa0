"""The verbs of the command line. Each module has HELP, `arguments(parser)` and `main(args, config) -> exit code`."""
