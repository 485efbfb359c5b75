package org.zhiban.gateway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.zhiban.drivers.mqtt.Arrival;
import org.zhiban.drivers.mqtt.TopicWatch;
import org.zhiban.gateway.commissioning.BrokerSurvey;
import org.zhiban.gateway.commissioning.FoundJson;
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
  private static final long PRINTED_WITHIN_SECONDS = 4;

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

  @Option(names = "--out", paramLabel = "FILE", description = "writes a template to start from")
  private @Nullable Path template;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "text or json (default: ${DEFAULT-VALUE})")
  private String format;

  @Option(
      names = "--language",
      defaultValue = "",
      description = "zh or en (default: that of the terminal)")
  private String language;

  private volatile boolean stopped;

  @SuppressWarnings("NullAway.Init") // picocli sets what has a default
  ListenMqttCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!format.equals("text") && !format.equals("json")) {
      throw new ParameterException(spec.commandLine(), "--format is text or json");
    }
    if ((certFile == null) != (keyFile == null)) {
      throw new ParameterException(spec.commandLine(), "--cert-file and --key-file go together");
    }
    if (template != null && !Given.writable(template)) {
      throw new ParameterException(
          spec.commandLine(), "cannot write to " + template + "; make its folder, or name another");
    }
    Language words = Given.language(language, System.getenv());
    MqttConnection connection = connection(words);
    CountDownLatch printed = new CountDownLatch(1);
    Thread stopping = new Thread(() -> stop(printed), "stopping");
    try (TopicWatch watch =
        TopicWatch.open(connection, new LinkedHashSet<>(topics), timeout, InstantSource.system())) {
      Runtime.getRuntime().addShutdownHook(stopping);
      for (String refused : watch.refused()) {
        Zhiban.ERR.println(Phrase.NOT_GRANTED.in(words) + " " + refused);
      }
      Zhiban.ERR.println(Phrase.LISTENING.in(words) + " " + broker + " " + time.toSeconds() + " s");
      tell(listen(watch), words);
      return Zhiban.DONE;
    } finally {
      printed.countDown();
      removeHook(stopping);
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

  private void tell(TopicFindings found, Language words) throws IOException {
    if (format.equals("json")) {
      Zhiban.OUT.println(FoundJson.of(found));
    } else {
      new TopicText(Zhiban.OUT, words).print(found);
    }
    Path file = template;
    if (file != null) {
      String name = String.valueOf(file.getFileName()).replaceAll("\\.[^.]*$", "");
      Files.writeString(file, TopicTemplate.of(found, templateId(name), broker).toString());
      Zhiban.ERR.println(Phrase.WRITTEN.in(words) + " " + file);
    }
  }

  /** The file's name as an id. */
  private static String templateId(String name) {
    String id = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
    return id.isEmpty() ? "listened" : id.substring(0, Math.min(64, id.length()));
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
        new SourcePosition("the command line", 1, 1));
  }

  private void stop(CountDownLatch printed) {
    stopped = true;
    try {
      if (!printed.await(PRINTED_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        Zhiban.ERR.println("zhiban: the broker kept the listening from ending");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // it is this very hook that ends the program
    }
  }
}
