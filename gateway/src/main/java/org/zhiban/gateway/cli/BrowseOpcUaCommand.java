package org.zhiban.gateway.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zhiban.drivers.opcua.AddressSpaceBrowse;
import org.zhiban.drivers.opcua.BrowseFindings;
import org.zhiban.drivers.opcua.BrowseRequest;
import org.zhiban.drivers.opcua.CertificateFolder;
import org.zhiban.gateway.commissioning.BrowseText;
import org.zhiban.gateway.commissioning.NodeTemplate;
import org.zhiban.gateway.commissioning.Phrase;
import org.zhiban.model.Language;
import org.zhiban.model.site.KeyFiles;
import org.zhiban.model.site.OpcUaConnection;
import org.zhiban.model.site.OpcUaConnection.Security;
import org.zhiban.model.site.SourcePosition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code browse opc-ua}: the tree of a server, its values, and a template to start from. */
@Command(
    name = "opc-ua",
    description =
        "Shows the nodes of an OPC UA server with types, access and values. Ctrl-C ends it and"
            + " prints what was found. 浏览 OPC UA 服务器的节点、类型与数值。",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class BrowseOpcUaCommand implements Callable<Integer> {
  private static final Pattern URL = Pattern.compile("opc\\.tcp://[^/\\s:]+(:[0-9]{1,5})?(/\\S*)?");

  private static final int STEP = 1_000;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "URL", description = "opc.tcp://HOST:PORT/PATH")
  private String url = "";

  @Option(
      names = "--under",
      paramLabel = "NODE",
      description = "begin at this node, like ns=2;s=Pump1 (default: the Objects folder)")
  private @Nullable String under;

  @Option(
      names = "--depth",
      defaultValue = "10",
      description = "levels below it (default: ${DEFAULT-VALUE})")
  private int depth;

  @Option(
      names = "--max",
      paramLabel = "NODES",
      defaultValue = "10000",
      description = "nodes found at most (default: ${DEFAULT-VALUE})")
  private int most;

  @Option(
      names = "--security",
      converter = Given.OfSecurity.class,
      defaultValue = "none",
      description = "policy and message mode, as in a site (default: ${DEFAULT-VALUE})")
  private Security security;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description =
          "sign in by this name; the password comes from " + Given.PASSWORD + " or is asked for")
  private @Nullable String user;

  @Option(
      names = "--user-cert-file",
      paramLabel = "FILE",
      description = "sign in by this user's certificate (PEM), with --user-key-file")
  private @Nullable Path userCertFile;

  @Option(
      names = "--user-key-file",
      paramLabel = "FILE",
      description =
          "its private key (PKCS#8 PEM); the password of a locked one comes from " + Given.PASSWORD)
  private @Nullable Path userKeyFile;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "data folder of the gateway, whose keys and trusted certificates serve where there is"
              + " security (default: ${DEFAULT-VALUE})")
  private Path data = Path.of("zhiban-data");

  @Option(
      names = "--timeout",
      converter = Given.OfTime.class,
      defaultValue = "5s",
      description = "longest wait for an answer (default: ${DEFAULT-VALUE})")
  private Duration timeout;

  @Mixin private ReportOptions report;

  @SuppressWarnings("NullAway.Init") // picocli sets what has a default
  BrowseOpcUaCommand() {}

  @Override
  public Integer call() throws Exception {
    check();
    Language words = report.words();
    InstantSource clock = InstantSource.system();
    AddressSpaceBrowse browse =
        new AddressSpaceBrowse(
            new BrowseRequest(connection(words), Optional.ofNullable(under), depth, most),
            CertificateFolder.in(data.resolve("opcua"), clock),
            clock,
            new Shown(words)::found);
    return CtrlC.around(browse::stop, () -> show(browse.run(), words));
  }

  private void check() {
    if (!URL.matcher(url).matches()) {
      throw wrong("'" + url + "' is no address; write opc.tcp://192.168.1.30:4840");
    }
    if (depth < 1 || most < 1) {
      throw wrong("--depth and --max are 1 or more");
    }
    if ((userCertFile == null) != (userKeyFile == null)) {
      throw wrong("--user-cert-file and --user-key-file go together");
    }
    if (user != null && userCertFile != null) {
      throw wrong("--user and --user-cert-file are two ways to sign in; take one of them");
    }
    report.check();
  }

  private ParameterException wrong(String words) {
    return new ParameterException(spec.commandLine(), words);
  }

  private OpcUaConnection connection(Language words) {
    return new OpcUaConnection(
        "browse",
        url,
        security,
        OpcUaConnection.Mode.POLL,
        OpcUaConnection.DEFAULT_PUBLISHING_INTERVAL,
        timeout,
        Optional.ofNullable(user),
        Optional.ofNullable(user).map(name -> Given.password(spec, name, words)),
        userFiles(),
        false,
        new SourcePosition("browse", 1, 1));
  }

  private Optional<KeyFiles> userFiles() {
    return userCertFile == null || userKeyFile == null
        ? Optional.empty()
        : Optional.of(
            new KeyFiles(userCertFile.toString(), userKeyFile.toString(), Given.password()));
  }

  private int show(BrowseFindings found, Language words) throws IOException {
    report.tell(found, () -> new BrowseText(Zhiban.OUT, words).print(found));
    if (report.template().isPresent()) {
      Path file = report.template().get();
      report.write(file, NodeTemplate.of(found, ReportOptions.id(file)));
    }
    return Zhiban.DONE;
  }

  /** Progress on standard error, a line a thousand nodes. */
  private static final class Shown {
    private final Language words;
    private int next = STEP;

    Shown(Language words) {
      this.words = words;
    }

    void found(int nodes) {
      if (nodes >= next) {
        Zhiban.ERR.println(nodes + " " + Phrase.FOUND.in(words));
        next = nodes / STEP * STEP + STEP;
      }
    }
  }
}
