package dev.opendollr.cli;

import dev.opendollr.ConfigException;
import dev.opendollr.base.problem.Problem.NotFound;
import dev.opendollr.base.problem.Problem.Refused;
import dev.opendollr.base.problem.Problem.Unavailable;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.problem.StartFailure;
import dev.opendollr.base.problem.Words;
import dev.opendollr.base.text.Escaped;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The command line of OpenDollr.
@Command(
        name = "opendollr",
        description = "The Dollr Open API, open: a sandbox and a payments backend.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        scope = ScopeType.INHERIT,
        usageHelpWidth = HelpText.UNBROKEN,
        footer = {
            "",
            "Options with a value can be given as variables: --database-url as OPENDOLLR_DATABASE_URL.",
            "Those without one, such as --json and --yes, are typed."
        },
        subcommands = {
            ServeCommand.class,
            MerchantCommand.class,
            CredentialCommand.class,
            FeesCommand.class,
            RatesCommand.class,
            WalletCommand.class,
            ExecutionCommand.class,
            SandboxCommand.class,
            VerifyCommand.class,
            OpenApiCommand.class,
            BenchCommand.class
        })
final class Main implements Callable<Integer> {
    /// The exit code 0 means done. This one means: the command line was right, but the data do not allow it or
    /// something failed.
    static final int FAILED = 1;

    /// The command line itself is wrong, independent of the data.
    static final int ASKED_WRONGLY = 2;

    @Spec
    CommandSpec spec = CommandSpec.create();

    private Main() {}

    /// Without a command, prints which commands there are.
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ASKED_WRONGLY;
    }

    public static void main(String[] arguments) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        var environment = System.getenv();
        var command = commandLine(environment);
        LogTarget.warnings();
        var undecoded = Undecoded.find(List.of(arguments), environment);
        undecoded.ifPresent(what -> command.getErr().println("opendollr: " + what + " is not UTF-8"));
        int exitCode = undecoded.isPresent() ? ASKED_WRONGLY : command.execute(arguments);
        LogTarget.close();
        System.exit(exitCode);
    }

    static CommandLine commandLine() {
        return commandLine(System.getenv());
    }

    static CommandLine commandLine(Map<String, String> variables) {
        var environment = new EnvironmentDefaults(variables);
        var line = Conversions.register(new CommandLine(new Main()));
        for (var group : List.copyOf(line.getSubcommands().values())) {
            if (!group.getSubcommands().isEmpty()) {
                group.addSubcommand(new HelpCommand());
            }
        }
        line.addSubcommand(new HelpCommand());
        HelpText.wrap(line);
        // A word that begins with @ is taken literally. No file or device is read in its place.
        return line.setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setDefaultValueProvider(environment)
                .setParameterExceptionHandler((refused, words) -> askedWrongly(refused, environment, List.of(words)))
                .setExecutionExceptionHandler((failure, command, typed) -> failed(
                        command.getErr(),
                        failure,
                        sentence -> environment.beginningAsGiven(
                                sentence, command.getCommandSpec(), typed.originalArgs())));
    }

    private static int askedWrongly(ParameterException refused, EnvironmentDefaults environment, List<String> words) {
        var errors = refused.getCommandLine().getErr();
        var command = asked(refused.getCommandLine());
        var complaint = Complaint.of(refused, sentence -> environment.asGiven(sentence, command, words));
        errors.println(Escaped.of("opendollr: " + complaint));
        errors.println("Try '" + command.qualifiedName() + " --help'.");
        return ASKED_WRONGLY;
    }

    /// The command that was typed. If a command refuses a value itself, picocli names only the group that it
    /// belongs to.
    private static CommandSpec asked(CommandLine refusing) {
        var asked = refusing.getCommandSpec();
        // There is no parse result for a command that `help` was asked about.
        var parsed = Optional.ofNullable(refusing.getParseResult());
        while (parsed.isPresent()) {
            asked = parsed.get().commandSpec();
            parsed = Optional.ofNullable(parsed.get().subcommand());
        }
        return asked;
    }

    private static int failed(PrintWriter errors, Exception failure, UnaryOperator<String> asGiven) {
        switch (failure) {
            case ConfigException config -> {
                config.problems()
                        .forEach(problem -> errors.println(Escaped.of("opendollr: " + asGiven.apply(problem))));
                return ASKED_WRONGLY;
            }
            case StartFailure start -> errors.println(Escaped.of("opendollr: " + start.getMessage()));
            case ProblemException refused
            when refused.problem() instanceof Unavailable(var why) -> errors.println("opendollr: " + Words.of(why));
            case ProblemException refused
            when refused.problem() instanceof NotFound(var what) -> errors.println("opendollr: " + what + " not found");
            case ProblemException refused
            when refused.problem() instanceof Refused(var _, var reason) ->
                errors.println(Escaped.of("opendollr: " + Words.of(reason)));
            default -> {
                LoggerFactory.getLogger(Main.class).error("unexpected failure", failure);
                errors.println("opendollr: unexpected failure, the log says more");
            }
        }
        return FAILED;
    }

    /// The version of the jar this runs from.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"opendollr " + (version == null ? "(not packaged)" : version)};
        }
    }
}
