package org.zhiban.gateway.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.zhiban.drivers.modbus.Candidate;
import org.zhiban.drivers.modbus.Expected;
import org.zhiban.drivers.modbus.ModbusScan;
import org.zhiban.drivers.modbus.ScanFindings;
import org.zhiban.drivers.modbus.ScanRequest;
import org.zhiban.gateway.commissioning.Phrase;
import org.zhiban.gateway.commissioning.RegisterTemplate;
import org.zhiban.gateway.commissioning.ScanText;
import org.zhiban.model.Language;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.PointSource.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scan modbus}: units, tables, addresses and decodings. */
@Command(
    name = "modbus",
    description =
        "Finds the units of a Modbus link, what may be read of them, and what it may mean. Ctrl-C"
            + " ends it and prints what was found. 查找从站、可读地址与数据含义。",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ScanModbusCommand implements Callable<Integer> {
  private static final int DEFAULT_PORT = 502;
  private static final int LAST_UNIT = 247;

  /** Registers of the widest number. */
  private static final int WIDEST = 4;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "HOST[:PORT]", description = "port 502 if left out")
  private String address = "";

  @Option(
      names = "--units",
      converter = Given.OfNumbers.class,
      defaultValue = "1-247",
      description = "unit ids to ask (default: ${DEFAULT-VALUE})")
  private Given.Numbers units;

  @Option(
      names = "--tables",
      split = ",",
      converter = Given.OfTable.class,
      defaultValue = "holding,input,coil,discrete",
      description = "tables to read; the first one finds the units (default: ${DEFAULT-VALUE})")
  private List<Table> tables;

  @Option(
      names = "--range",
      converter = Given.OfNumbers.class,
      defaultValue = "0-999",
      description = "addresses from 0 (default: ${DEFAULT-VALUE})")
  private Given.Numbers range;

  @Option(
      names = "--rtu",
      description = "RTU frames through TCP, as serial device servers pass them")
  private boolean rtu;

  @Option(names = "--udp", description = "Modbus TCP frames in datagrams")
  private boolean udp;

  @Option(
      names = "--timeout",
      converter = Given.OfTime.class,
      defaultValue = "1s",
      description = "longest wait for an answer (default: ${DEFAULT-VALUE})")
  private Duration timeout;

  @Option(
      names = "--gap",
      converter = Given.OfTime.class,
      defaultValue = "10ms",
      description = "pause between requests (default: ${DEFAULT-VALUE})")
  private Duration gap;

  @Option(
      names = "--decode",
      paramLabel = "ADDRESS",
      description = "read only the registers from here and show every decoding of them")
  private @Nullable Integer decode;

  @Option(
      names = "--near",
      paramLabel = "VALUE",
      description = "with --decode: the value expected there")
  private @Nullable Double near;

  @Option(
      names = "--unit-of",
      paramLabel = "V",
      description = "with --decode: its unit: V, A, Hz, kW, °C, MPa …")
  private @Nullable String unitOf;

  @Mixin private ReportOptions report;

  @SuppressWarnings("NullAway.Init") // picocli sets what has a default
  ScanModbusCommand() {}

  @Override
  public Integer call() throws Exception {
    if (rtu && udp) {
      throw new ParameterException(spec.commandLine(), "--rtu or --udp, not both");
    }
    if (units.all().getLast() > 255 || units.all().size() > 256) {
      throw new ParameterException(
          spec.commandLine(), "a unit id is 0 to 255; 1 to " + LAST_UNIT + " are usual");
    }
    report.check();
    Language words = report.words();
    ScanRequest request =
        new ScanRequest(
            link(),
            timeout,
            gap,
            units.all(),
            tables,
            range.all().getFirst(),
            range.all().getLast());
    try (ModbusScan scan = new ModbusScan(request, new Shown(words))) {
      return CtrlC.around(
          scan::stop, () -> decode == null ? scan(scan, words) : decode(scan, decode, words));
    }
  }

  private ModbusConnection.Link link() {
    int colon = address.lastIndexOf(':');
    boolean one = colon > 0 && address.indexOf(':') == colon;
    boolean bracketed = address.startsWith("[") && colon > address.indexOf(']');
    boolean named = one || bracketed;
    String host = (named ? address.substring(0, colon) : address).replaceAll("^\\[|]$", "");
    int port = DEFAULT_PORT;
    try {
      port = named ? Integer.parseInt(address.substring(colon + 1)) : port;
    } catch (NumberFormatException _) {
      port = 0;
    }
    if (host.isBlank() || port < 1 || port > 65_535) {
      throw new ParameterException(
          spec.commandLine(),
          "'" + address + "' is no address; write 192.168.1.20 or 192.168.1.20:502");
    }
    if (rtu) {
      return new ModbusConnection.RtuOverTcp(host, port);
    }
    return udp ? new ModbusConnection.Udp(host, port) : new ModbusConnection.Tcp(host, port);
  }

  private int scan(ModbusScan scan, Language words) throws IOException, InterruptedException {
    ScanFindings found = scan.run();
    report.tell(found, () -> new ScanText(Zhiban.OUT, words).print(found));
    if (report.template().isPresent()) {
      Path wanted = report.template().get();
      for (ScanFindings.Unit unit : found.units()) {
        Path file = found.units().size() == 1 ? wanted : numbered(wanted, unit.unit());
        report.write(file, RegisterTemplate.of(unit, ReportOptions.id(file), address));
      }
    }
    return Zhiban.DONE;
  }

  private static Path numbered(Path file, int unit) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    return file.resolveSibling(stem + "-" + unit + (dot > 0 ? name.substring(dot) : ".yaml"));
  }

  /** What was read at an address, and what it may mean. */
  record Decoded(
      int unit, Table table, int address, List<Integer> registers, List<Candidate> candidates) {}

  private int decode(ModbusScan scan, int first, Language words)
      throws IOException, InterruptedException {
    if (first < 0 || first > 65_535) {
      throw new ParameterException(spec.commandLine(), "--decode takes an address from 0 to 65535");
    }
    Expected expected =
        new Expected(
            near == null ? OptionalDouble.empty() : OptionalDouble.of(near),
            Optional.ofNullable(unitOf));
    int unit = units.all().getFirst();
    for (Table table : tables) {
      if (!table.bits()) {
        List<Integer> registers = scan.registers(unit, table, first, WIDEST);
        Decoded decoded =
            new Decoded(unit, table, first, registers, Candidate.of(registers, expected));
        report.tell(
            decoded,
            () ->
                new ScanText(Zhiban.OUT, words)
                    .print(unit, table, first, registers, decoded.candidates()));
      }
    }
    return Zhiban.DONE;
  }

  /** Progress on standard error, a line a unit and a table. */
  private record Shown(Language words) implements ModbusScan.Progress {
    private static final int STEP = 256;

    @Override
    public void probing(int unit, int done, int of) {
      if (done == 1 || done == of || done % 10 == 0) {
        Zhiban.ERR.println(Phrase.PROBING.in(words) + " " + unit + " (" + done + "/" + of + ")");
      }
    }

    @Override
    public void reading(int unit, Table table, int address) {
      if (address % STEP == 0) {
        Zhiban.ERR.println(
            Phrase.READING.in(words)
                + " "
                + Phrase.UNIT.in(words)
                + " "
                + unit
                + " "
                + table.name().toLowerCase(java.util.Locale.ROOT)
                + " "
                + address);
      }
    }
  }
}
