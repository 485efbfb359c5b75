package org.zhiban.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code browse}: what a server holds. */
@Command(
    name = "browse",
    description = "Asks a server what it holds; never writes. 浏览服务器内容，只读不写。",
    subcommands = BrowseOpcUaCommand.class,
    mixinStandardHelpOptions = true)
final class BrowseCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets spec
  BrowseCommand() {}

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "browse what? browse opc-ua opc.tcp://HOST:PORT");
  }
}
