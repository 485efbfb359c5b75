package org.zhiban.gateway.cli;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.zhiban.gateway.check.CheckCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code check}: what is wrong with a site, what it will read, and whether its rule tests hold. */
@Command(
    name = "check",
    description = "Validates a site, prints its read plan and runs its rule tests.",
    mixinStandardHelpOptions = true)
final class CheckSite implements Callable<Integer> {
  @Parameters(paramLabel = "SITE", description = "the site folder")
  private String folder = ".";

  @Option(names = "--format", description = "text or json (default: ${DEFAULT-VALUE})")
  private String format = "text";

  @Override
  public Integer call() {
    return new CheckCommand(
            Zhiban.OUT, Zhiban.ERR, System.getenv(), Stories::problems, InstantSource.system())
        .run(List.of(folder, "--format", format));
  }
}
