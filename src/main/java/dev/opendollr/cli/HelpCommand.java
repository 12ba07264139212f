package dev.opendollr.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// `help`, for the whole program and for each group of commands. It shows the same as `--help`, at every level.
@Command(name = "help", description = "Show what a command does: help merchant create.")
final class HelpCommand implements Runnable {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "Which one; without it, all are listed.")
    List<String> path = List.of();

    @Override
    public void run() {
        var shown = spec.commandLine().getParent();
        for (var name : path) {
            shown = below(shown, name);
        }
        shown.usage(spec.commandLine().getOut());
    }

    private static CommandLine below(CommandLine command, String name) {
        var found = command.getSubcommands().get(name);
        if (found == null) {
            throw new UnmatchedArgumentException(command, List.of(name));
        }
        return found;
    }
}
