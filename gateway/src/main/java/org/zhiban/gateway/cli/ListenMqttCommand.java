package org.zhiban.gateway.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.zhiban.drivers.mqtt.Arrival;
import org.zhiban.drivers.mqtt.TopicWatch;
import org.zhiban.gateway.commissioning.BrokerSurvey;
import org.zhiban.gateway.commissioning.Phrase;
import org.zhiban.gateway.commissioning.TopicFindings;
import org.zhiban.gateway.commissioning.TopicTemplate;
import org.zhiban.gateway.commissioning.TopicText;
import org.zhiban.model.Language;
import org.zhiban.model.site.KeyFiles;
import org.zhiban.model.site.MqttConnection;
import org.zhiban.model.site.MqttConnection.Version;
import org.zhiban.model.site.SourcePosition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code listen mqtt}: topics, how often, what is in them. */
@Command(
    name = "mqtt",
    description =
        "Listens at an MQTT broker and tells which topics there are, how often they come and what"
            + " is in them. Ctrl-C ends it and prints what was heard. 监听 MQTT 主题、频率与内容。",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ListenMqttCommand implements Callable<Integer> {
  private static final Duration TICK = Duration.ofMillis(200);

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "URL", description = "tcp://HOST:1883, or with ssl, ws or wss")
  private String broker = "";

  @Option(
      names = "--topic",
      paramLabel = "FILTER",
      defaultValue = "#",
      description = "topics to listen to; may be repeated (default: ${DEFAULT-VALUE})")
  private List<String> topics;

  @Option(
      names = "--for",
      converter = Given.OfTime.class,
      defaultValue = "60s",
      description = "how long (default: ${DEFAULT-VALUE})")
  private Duration time;

  @Option(
      names = "--user",
      description = "user name; the password comes from " + Given.PASSWORD + " or is asked for")
  private @Nullable String user;

  @Option(names = "--ca-file", description = "certificate of an own authority (PEM)")
  private @Nullable Path caFile;

  @Option(names = "--cert-file", description = "own certificate (PEM), with --key-file")
  private @Nullable Path certFile;

  @Option(names = "--key-file", description = "its private key (PKCS#8 PEM)")
  private @Nullable Path keyFile;

  @Option(
      names = "--timeout",
      converter = Given.OfTime.class,
      defaultValue = "5s",
      description = "longest wait for an answer of the broker (default: ${DEFAULT-VALUE})")
  private Duration timeout;

  @Mixin private ReportOptions report;

  private volatile boolean stopped;

  @SuppressWarnings("NullAway.Init") // picocli sets what has a default
  ListenMqttCommand() {}

  @Override
  public Integer call() throws Exception {
    if ((certFile == null) != (keyFile == null)) {
      throw new ParameterException(spec.commandLine(), "--cert-file and --key-file go together");
    }
    report.check();
    Language words = report.words();
    MqttConnection connection = connection(words);
    try (TopicWatch watch =
        TopicWatch.open(connection, new LinkedHashSet<>(topics), timeout, InstantSource.system())) {
      for (String refused : watch.refused()) {
        Zhiban.ERR.println(Phrase.NOT_GRANTED.in(words) + " " + refused);
      }
      Zhiban.ERR.println(Phrase.LISTENING.in(words) + " " + broker + " " + time.toSeconds() + " s");
      return CtrlC.around(() -> stopped = true, () -> tell(listen(watch), words));
    }
  }

  private TopicFindings listen(TopicWatch watch) throws IOException, InterruptedException {
    BrokerSurvey survey = new BrokerSurvey();
    long dropped = 0;
    long begun = System.nanoTime();
    Duration listened = Duration.ZERO;
    while (!stopped && listened.compareTo(time) < 0) {
      for (Arrival arrival : watch.take(TICK)) {
        survey.add(arrival);
      }
      dropped += watch.dropped();
      listened = Duration.ofNanos(System.nanoTime() - begun);
    }
    return survey.found(listened, dropped);
  }

  private int tell(TopicFindings found, Language words) throws IOException {
    report.tell(found, () -> new TopicText(Zhiban.OUT, words).print(found));
    if (report.template().isPresent()) {
      Path file = report.template().get();
      report.write(file, TopicTemplate.of(found, ReportOptions.id(file), broker));
    }
    return Zhiban.DONE;
  }

  private MqttConnection connection(Language words) {
    if (!broker.matches("(tcp|ssl|ws|wss)://[^/\\s]+(/\\S*)?")) {
      throw new ParameterException(
          spec.commandLine(),
          "'" + broker + "' is no address; write tcp://192.168.1.20:1883, or with ssl, ws or wss");
    }
    boolean files = caFile != null || certFile != null;
    if (files && !broker.startsWith("ssl:") && !broker.startsWith("wss:")) {
      throw new ParameterException(
          spec.commandLine(), "certificates belong to ssl:// or wss://; write the address so");
    }
    Optional<KeyFiles> own =
        certFile == null || keyFile == null
            ? Optional.empty()
            : Optional.of(new KeyFiles(certFile.toString(), keyFile.toString()));
    return new MqttConnection(
        "listen",
        broker,
        Version.V5,
        "zhiban-listen-" + ProcessHandle.current().pid(),
        Optional.ofNullable(user),
        Optional.ofNullable(user).map(name -> Given.password(spec, name, words)),
        Optional.ofNullable(caFile).map(Path::toString),
        own,
        Optional.empty(),
        Optional.empty(),
        new SourcePosition("the command line", 1, 1));
  }
}
