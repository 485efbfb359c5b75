package org.zhiban.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scan}: who is on a link. */
@Command(
    name = "scan",
    description = "Asks a link who is there and what it holds; never writes. 扫描链路，只读不写。",
    subcommands = ScanModbusCommand.class,
    mixinStandardHelpOptions = true)
final class ScanCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets spec
  ScanCommand() {}

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "scan what? scan modbus HOST[:PORT]");
  }
}
