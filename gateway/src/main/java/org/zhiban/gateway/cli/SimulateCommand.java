package org.zhiban.gateway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.SecretSource;
import org.zhiban.gateway.config.SiteFiles;
import org.zhiban.gateway.config.SiteLoader;
import org.zhiban.gateway.config.problem.Problem;
import org.zhiban.model.site.Site;
import org.zhiban.simulators.TwinOptions;
import org.zhiban.simulators.Twins;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code simulate}: only the twins, as a process of their own. */
@Command(
    name = "simulate",
    description =
        "Runs twins of a site's devices, and writes the site with their addresses for run.",
    mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SITE", description = "the site folder")
  private Path folder = Path.of(".");

  @Option(names = "--out", description = "folder to write the site with the twins' addresses to")
  private @Nullable Path out;

  @Option(
      names = "--scenario",
      paramLabel = "FILE",
      description = "a scenario that begins at once; those of the site wait for POST /scenarios")
  private @Nullable Path scenario;

  @Option(
      names = "--speed",
      converter = Given.OfSpeed.class,
      description =
          "how fast the devices live; never changes a time stamp (default: ${DEFAULT-VALUE})")
  private double speed = 1;

  @Option(
      names = "--seed",
      description = "the same seed gives the same life (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(
      names = "--control-port",
      converter = Given.OfPort.class,
      description = "of the simulators' control; 0: any free one (default: ${DEFAULT-VALUE})")
  private int controlPort = TwinOptions.DEFAULT_CONTROL_PORT;

  @Override
  public Integer call() throws InterruptedException, IOException {
    Path chosen = scenario;
    SecretSource secrets = SecretSource.of(System.getenv(), folder);
    if (chosen != null && !Files.isRegularFile(chosen)) {
      Zhiban.ERR.println(chosen + ":1:1: error: there is no such file; name a scenario");
      return Zhiban.WRONG_INPUT;
    }
    Optional<Site> site =
        SiteSource.playable(
            chosen == null || !Files.isDirectory(folder)
                ? SiteLoader.load(folder, secrets)
                : SiteLoader.load(SiteFiles.in(folder).and(nameOf(chosen), chosen), secrets),
            this::line);
    if (site.isEmpty()) {
      return Zhiban.WRONG_INPUT;
    }
    try (Twins twins = Simulated.start(site.get(), speed, seed, controlPort)) {
      if (out != null) {
        RewrittenSite.write(folder, out, twins.addresses());
        Zhiban.OUT.println("site " + out);
      }
      twins
          .addresses()
          .forEach((connection, address) -> Zhiban.OUT.println(connection + " " + address.text()));
      if (chosen != null) {
        play(twins, site.get(), nameOf(chosen));
      }
      CountDownLatch asked = new CountDownLatch(1);
      Thread ending = new Thread(asked::countDown, "ending");
      Runtime.getRuntime().addShutdownHook(ending);
      Zhiban.OUT.println("ready");
      asked.await();
      return Zhiban.DONE;
    }
  }

  /** As a file of the site's folder of scenarios; one that lies there is the same. */
  private static String nameOf(Path scenario) {
    return "scenarios/" + scenario.getFileName();
  }

  /** A problem of the chosen scenario is told where that file lies. */
  private String line(Problem problem) {
    Path chosen = scenario;
    return chosen != null && problem.position().file().equals(nameOf(chosen))
        ? chosen + problem.line("").substring(nameOf(chosen).length())
        : problem.line(folder.toString());
  }

  private static void play(Twins twins, Site site, String file) {
    site.scenarios().values().stream()
        .filter(one -> one.position().file().equals(file))
        .forEach(
            one -> {
              twins.stage().play(one.id());
              Zhiban.OUT.println("scenario " + one.id() + " " + one.name().in(site.language()));
            });
  }
}
