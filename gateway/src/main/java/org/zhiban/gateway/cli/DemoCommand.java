package org.zhiban.gateway.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.GatewayOptions;
import org.zhiban.gateway.config.SecretSource;
import org.zhiban.gateway.config.SiteLoader;
import org.zhiban.gateway.demo.DemoSite;
import org.zhiban.model.site.Site;
import org.zhiban.simulators.TwinOptions;
import org.zhiban.simulators.Twins;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code demo}: the built-in site with twins of its devices, in one process; nothing is left
 * behind.
 */
@Command(
    name = "demo",
    description =
        "Runs a whole site, 锦澜花园, with simulated devices: no service, account or file needed.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      converter = Given.OfPort.class,
      description = "of the console and the API; 0: any free one (default: ${DEFAULT-VALUE})")
  private int port = GatewayOptions.DEFAULT_PORT;

  @Option(
      names = "--control-port",
      converter = Given.OfPort.class,
      description = "of the simulators' control; 0: any free one (default: ${DEFAULT-VALUE})")
  private int controlPort = TwinOptions.DEFAULT_CONTROL_PORT;

  @Option(
      names = "--data",
      description = "keeps the data in this folder (default: a folder that is gone at the end)")
  private @Nullable Path data;

  @Option(
      names = "--speed",
      converter = Given.OfSpeed.class,
      description =
          "how fast the devices live; never changes a time stamp (default: ${DEFAULT-VALUE})")
  private double speed = 1;

  @Override
  public Integer call() throws InterruptedException, IOException {
    Optional<Site> site =
        SiteSource.playable(SiteLoader.load(DemoSite.files(), SecretSource.none()), "demo-site");
    if (site.isEmpty()) {
      return Zhiban.FAILED;
    }
    Zhiban.OUT.println(
        "锦澜花园 / Jinlan Garden: "
            + site.get().equipment().size()
            + " equipments, all simulated; Ctrl-C ends it");
    Twins twins = Simulated.start(site.get(), speed, 1, controlPort);
    List<AutoCloseable> ends = new ArrayList<>(List.of(twins));
    Path folder = data;
    if (folder == null) {
      Path temporary = Files.createTempDirectory("zhiban-demo");
      ends.add(() -> delete(temporary));
      folder = temporary;
    }
    GatewayOptions options =
        new GatewayOptions(GatewayOptions.DEFAULT_HOST, port, folder, Serving.adminPassword());
    return Serving.untilAsked(
        twins.rewrite(site.get()),
        options,
        over ->
            SiteLoader.load(over.apply(DemoSite.files()), SecretSource.none()).map(twins::rewrite),
        ends);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.deleteIfExists(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
