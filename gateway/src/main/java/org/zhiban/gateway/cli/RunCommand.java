package org.zhiban.gateway.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.GatewayOptions;
import org.zhiban.gateway.config.Loading;
import org.zhiban.gateway.config.SecretSource;
import org.zhiban.gateway.config.SiteAgain;
import org.zhiban.gateway.config.SiteFiles;
import org.zhiban.gateway.config.SiteLoader;
import org.zhiban.model.site.Site;
import org.zhiban.simulators.TwinOptions;
import org.zhiban.simulators.Twins;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code run}: the gateway on a site folder. */
@Command(
    name = "run",
    description = "Runs the gateway on a site folder.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SITE", description = "the site folder")
  private Path folder = Path.of(".");

  @Option(names = "--host", description = "to listen on (default: ${DEFAULT-VALUE})")
  private String host = GatewayOptions.DEFAULT_HOST;

  @Option(
      names = "--port",
      converter = Given.OfPort.class,
      description = "of the console and the API; 0: any free one (default: ${DEFAULT-VALUE})")
  private int port = GatewayOptions.DEFAULT_PORT;

  @Option(
      names = "--data",
      description = "folder of everything that is kept (default: ${DEFAULT-VALUE})")
  private Path data = Path.of("zhiban-data");

  @Option(names = "--simulated", description = "reads twins of the site's devices in their stead")
  private boolean simulated;

  @Option(
      names = "--control-port",
      converter = Given.OfPort.class,
      description =
          "with --simulated: of the simulators' control; 0: any free one (default: "
              + TwinOptions.DEFAULT_CONTROL_PORT
              + ")")
  private @Nullable Integer controlPort;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets spec
  RunCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    Integer control = controlPort;
    if (control != null && !simulated) {
      throw new ParameterException(
          spec.commandLine(), "--control-port goes with --simulated: there is nothing to control");
    }
    SiteAgain files =
        over ->
            SiteLoader.load(
                over.apply(SiteFiles.in(folder)), SecretSource.of(System.getenv(), folder));
    Loading loading = SiteLoader.load(folder, SecretSource.of(System.getenv(), folder));
    Optional<Site> site =
        simulated
            ? SiteSource.playable(loading, folder.toString())
            : SiteSource.siteOf(loading, folder.toString());
    if (site.isEmpty()) {
      return Zhiban.WRONG_INPUT;
    }
    GatewayOptions options = new GatewayOptions(host, port, data, Serving.adminPassword());
    if (!simulated) {
      return Serving.untilAsked(site.get(), options, files, List.of());
    }
    Twins twins =
        Simulated.start(
            site.get(), 1, 1, control == null ? TwinOptions.DEFAULT_CONTROL_PORT : control);
    return Serving.untilAsked(
        twins.rewrite(site.get()),
        options,
        over -> files.load(over).map(twins::rewrite),
        List.of(twins));
  }
}
