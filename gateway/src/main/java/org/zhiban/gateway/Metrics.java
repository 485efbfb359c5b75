package org.zhiban.gateway;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.zhiban.gateway.acquisition.Acquisition;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.telemetry.forwarding.Forwarder;
import org.zhiban.gateway.telemetry.history.FileHistorian;
import org.zhiban.model.telemetry.LinkStatus;

/** The one place that names a metric. */
final class Metrics {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Running gateway;

  Metrics(Running gateway, Acquisition acquisition, Stores stores) {
    this.gateway = gateway;
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    FunctionCounter.builder("zhiban.samples", gateway, g -> g.intake().sampleCount())
        .description("samples judged since start")
        .register(registry);
    FunctionCounter.builder("zhiban.history.dropped", acquisition, Acquisition::historyDropped)
        .description("samples that could not be recorded since start")
        .register(registry);
    FunctionCounter.builder("zhiban.clock.set", gateway, g -> g.intake().clockSettings())
        .description("how often the clock of this machine was set by more than a second")
        .register(registry);
    Gauge.builder("zhiban.intake.backlog", gateway, g -> g.intake().backlog())
        .description("messages from drivers that wait to be judged")
        .register(registry);
    Gauge.builder("zhiban.alarms.last.10m", gateway, g -> g.picture().figures().lastTenMinutes())
        .description("alarms announced in the last ten minutes; more than ten are a flood")
        .register(registry);
    Gauge.builder(
            "zhiban.alarms.flood",
            gateway,
            g -> g.picture().figures().floodSince().isPresent() ? 1 : 0)
        .description("1 while alarms come faster than a person can take them")
        .register(registry);
    gateway.site().connections().keySet().forEach(this::link);
    gateway.senders().channels().forEach(this::channel);
    history(stores.historian());
    stores.forwarder().ifPresent(this::forwarding);
    if (stores.operations().following().isPresent()) {
      database(stores.operations());
    }
  }

  private void database(OperationsStore operations) {
    Gauge.builder(
            "zhiban.database.up",
            operations,
            o -> o.following().flatMap(f -> f.trouble()).isPresent() ? 0 : 1)
        .description("1 while the site's database takes what it is given")
        .register(registry);
    Gauge.builder(
            "zhiban.database.backlog",
            operations,
            o -> o.following().map(f -> f.waiting()).orElse(0L))
        .description("changes of rows that wait for the site's database")
        .register(registry);
  }

  private void history(FileHistorian historian) {
    FunctionCounter.builder("zhiban.history.samples", historian, h -> h.figures().appended())
        .description("samples recorded ever")
        .register(registry);
    Gauge.builder("zhiban.history.log.bytes", historian, h -> h.figures().logBytes())
        .description("history in order of arrival, also the queue for forwarding")
        .register(registry);
    Gauge.builder("zhiban.history.block.bytes", historian, h -> h.figures().blockBytes())
        .description("history by point and day")
        .register(registry);
    Gauge.builder("zhiban.history.rollup.bytes", historian, h -> h.figures().rollupBytes())
        .description("history by minute and by hour")
        .register(registry);
    FunctionCounter.builder("zhiban.history.given.way", historian, h -> h.figures().givenWay())
        .description("samples deleted before their time since the disk was full, since start")
        .register(registry);
    Gauge.builder("zhiban.disk.free.bytes", historian, h -> h.figures().free())
        .description("what can be written on the disk of the data folder")
        .register(registry);
    Gauge.builder(
            "zhiban.history.trouble", historian, h -> h.figures().trouble().isPresent() ? 1 : 0)
        .description("1 while history cannot be tidied; the log says why")
        .register(registry);
  }

  private void forwarding(Forwarder forwarder) {
    FunctionCounter.builder("zhiban.forwarding.samples", forwarder, f -> f.figures().forwarded())
        .description("samples accepted by the other side since start")
        .register(registry);
    FunctionCounter.builder("zhiban.forwarding.refused", forwarder, f -> f.figures().refused())
        .description("samples that the other side would not have, since start")
        .register(registry);
    FunctionCounter.builder("zhiban.forwarding.missing", forwarder, f -> f.figures().missing())
        .description("samples that were gone before they could be forwarded, since start")
        .register(registry);
    Gauge.builder("zhiban.forwarding.backlog", forwarder, f -> f.figures().waiting())
        .description("samples that wait to be forwarded")
        .register(registry);
    Gauge.builder("zhiban.forwarding.up", forwarder, f -> f.figures().trouble().isPresent() ? 0 : 1)
        .description("1 while the other side takes what it is given")
        .register(registry);
  }

  private void link(String connection) {
    Tags tags = Tags.of("connection", connection);
    Gauge.builder(
            "zhiban.link.up",
            gateway,
            g -> of(g, connection).state() == LinkStatus.State.DOWN ? 0 : 1)
        .description("1 while the link answers")
        .tags(tags)
        .register(registry);
    FunctionCounter.builder("zhiban.link.requests", gateway, g -> of(g, connection).requests())
        .tags(tags)
        .register(registry);
    FunctionCounter.builder("zhiban.link.rejected", gateway, g -> of(g, connection).rejected())
        .description("messages that could not be used; GET /connections/{id}/rejected shows them")
        .tags(tags)
        .register(registry);
    FunctionCounter.builder("zhiban.link.errors", gateway, g -> of(g, connection).errors())
        .tags(tags)
        .register(registry);
  }

  private void channel(String channel) {
    Tags tags = Tags.of("channel", channel);
    FunctionCounter.builder("zhiban.notifications.sent", gateway, g -> g.senders().sent(channel))
        .description("messages that the other side took since start")
        .tags(tags)
        .register(registry);
    FunctionCounter.builder(
            "zhiban.notifications.failed", gateway, g -> g.senders().failed(channel))
        .description("tries in vain since start")
        .tags(tags)
        .register(registry);
    FunctionCounter.builder(
            "zhiban.notifications.given.up", gateway, g -> g.senders().givenUp(channel))
        .description("messages given up since start; GET /notifications?state=failed shows them")
        .tags(tags)
        .register(registry);
    Gauge.builder(
            "zhiban.notifications.waiting",
            gateway,
            g -> g.store().<Integer>query(q -> q.waitingDeliveries(channel)))
        .description("messages that wait to be sent, or to be tried again")
        .tags(tags)
        .register(registry);
  }

  private static LinkStatus of(Running gateway, String connection) {
    return gateway.links().get().getOrDefault(connection, LinkStatus.unknown(connection));
  }

  /** What is known now, as Prometheus text. */
  String scrape() {
    return registry.scrape();
  }
}
