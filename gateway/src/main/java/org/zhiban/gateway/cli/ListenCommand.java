package org.zhiban.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code listen}: what comes by itself. */
@Command(
    name = "listen",
    description = "Listens to what comes by itself; never publishes. 监听主动上报的数据，只听不发。",
    subcommands = ListenMqttCommand.class,
    mixinStandardHelpOptions = true)
final class ListenCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets spec
  ListenCommand() {}

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "listen to what? listen mqtt URL");
  }
}
