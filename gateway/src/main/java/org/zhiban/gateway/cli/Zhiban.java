package org.zhiban.gateway.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.drivers.PemException;
import org.zhiban.drivers.modbus.DeviceUnreachableException;
import org.zhiban.drivers.mqtt.BrokerException;
import org.zhiban.drivers.opcua.ServerException;
import org.zhiban.gateway.StartException;
import org.zhiban.gateway.storage.DataFolderHeldException;
import org.zhiban.gateway.storage.StoreUnavailableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands of {@code ./zhiban}. */
@Command(
    name = "zhiban",
    description = "值班: the equipment of a building, from a register to a work order.",
    mixinStandardHelpOptions = true,
    versionProvider = Zhiban.Version.class,
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      CheckSite.class,
      SimulateCommand.class,
      ReplayCommand.class,
      ScanCommand.class,
      TemplatesCommand.class,
      BrowseCommand.class,
      ListenCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      MigrateCommand.class,
      AuditCommand.class,
      Zhiban.BenchCommand.class,
      Zhiban.VersionCommand.class
    },
    sortOptions = false,
    usageHelpAutoWidth = true)
public final class Zhiban implements Callable<Integer> {
  public static final int DONE = 0;
  public static final int WRONG_INPUT = 1;
  public static final int USAGE = 2;
  public static final int FAILED = 3;
  private static final Logger log = LoggerFactory.getLogger(Zhiban.class);

  /** Standard output in UTF-8, whatever the machine's language: names are Chinese. */
  static final PrintStream OUT =
      new PrintStream(
          new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);

  /** Standard error in UTF-8. */
  static final PrintStream ERR =
      new PrintStream(
          new java.io.FileOutputStream(java.io.FileDescriptor.err), true, StandardCharsets.UTF_8);

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets spec
  public Zhiban() {}

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "which command? for a first look: ./zhiban demo");
  }

  /** What a failure says to a person; a defect goes to the log with its trace. */
  public static String words(Exception failure) {
    return switch (failure) {
      case StartException start -> String.valueOf(start.getMessage());
      case StoreUnavailableException away -> String.valueOf(away.getMessage());
      case DataFolderHeldException held -> String.valueOf(held.getMessage());
      case DeviceUnreachableException away -> String.valueOf(away.getMessage());
      case ServerException refused -> refused.words();
      case BrokerException broker -> broker.words();
      case PemException pem -> String.valueOf(pem.getMessage());
      default -> {
        log.error("a command failed; this is a defect of the program", failure);
        yield "the program failed: " + failure + "; the lines above say where";
      }
    };
  }

  /** The version of the jar, or of a build that was not packed. */
  static String version() {
    String version = Zhiban.class.getPackage().getImplementationVersion();
    return version == null ? "unpacked" : version;
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"zhiban " + version()};
    }
  }

  /** {@code bench}: the launcher takes it; only a program without its sources comes here. */
  @Command(
      name = "bench",
      description = "Measures the figures of docs/benchmarks.md; needs the sources.")
  static final class BenchCommand implements Callable<Integer> {
    @Override
    public Integer call() {
      ERR.println("the measurements come with the sources: there, run ./zhiban bench");
      return FAILED;
    }
  }

  /** {@code version}. */
  @Command(name = "version", description = "Prints the version.")
  static final class VersionCommand implements Callable<Integer> {
    @Override
    public Integer call() {
      OUT.println("zhiban " + version());
      return DONE;
    }
  }
}
