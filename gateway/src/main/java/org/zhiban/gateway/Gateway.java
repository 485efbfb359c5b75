package org.zhiban.gateway;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.Driver;
import org.zhiban.drivers.Drivers;
import org.zhiban.drivers.opcua.CertificateFolder;
import org.zhiban.gateway.acquisition.Acquisition;
import org.zhiban.gateway.acquisition.EventRecords;
import org.zhiban.gateway.acquisition.LinkVerticle;
import org.zhiban.gateway.acquisition.PointBoard;
import org.zhiban.gateway.acquisition.RawEvidence;
import org.zhiban.gateway.acquisition.ServerCertificates;
import org.zhiban.gateway.acquisition.listener.DevicePort;
import org.zhiban.gateway.alarms.AlarmDesk;
import org.zhiban.gateway.alarms.AlarmPicture;
import org.zhiban.gateway.api.EvidenceSamples;
import org.zhiban.gateway.api.HttpVerticle;
import org.zhiban.gateway.attachments.AttachmentDesk;
import org.zhiban.gateway.attachments.AttachmentFiles;
import org.zhiban.gateway.backup.Backups;
import org.zhiban.gateway.backup.SiteCopy;
import org.zhiban.gateway.change.HotChange;
import org.zhiban.gateway.commands.CommandDesk;
import org.zhiban.gateway.commands.LastCommands;
import org.zhiban.gateway.config.Loading;
import org.zhiban.gateway.config.SiteAgain;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.gateway.maintenance.CalendarFeeds;
import org.zhiban.gateway.maintenance.PlanDesk;
import org.zhiban.gateway.maintenance.Readings;
import org.zhiban.gateway.notices.NoticeDesk;
import org.zhiban.gateway.notify.NotificationDesk;
import org.zhiban.gateway.notify.Senders;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.patrol.PatrolDesk;
import org.zhiban.gateway.security.Accounts;
import org.zhiban.gateway.security.PrivacyDesk;
import org.zhiban.gateway.security.PrivateFields;
import org.zhiban.gateway.security.Sessions;
import org.zhiban.gateway.security.SiteKey;
import org.zhiban.gateway.telemetry.Historian;
import org.zhiban.gateway.workorders.EvidenceDesk;
import org.zhiban.gateway.workorders.FollowUpDesk;
import org.zhiban.gateway.workorders.HandoverDesk;
import org.zhiban.gateway.workorders.Labels;
import org.zhiban.gateway.workorders.OrderDesk;
import org.zhiban.gateway.workorders.PermitDesk;
import org.zhiban.gateway.workorders.ProofDesk;
import org.zhiban.gateway.workorders.WorkWatch;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.StaffMember;
import org.zhiban.model.telemetry.LinkStatus;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.rules.alarm.CompiledRules;
import org.zhiban.rules.alarm.SiteWork;

/**
 * A running gateway. The way of a sample: driver, intake (judged, shown), history and operations
 * (on disk), watchers. Opened from the stores outwards and closed from the links inwards, so that
 * what was read is written.
 */
public final class Gateway implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Gateway.class);
  private static final Duration CLOSING = Duration.ofSeconds(4);

  private final Stores stores;
  private final Vertx vertx;
  private final OperationsDesk desk;
  private final Senders senders;
  private final Acquisition acquisition;
  private final CertificateFolder certificates;
  private final List<String> links = new ArrayList<>();
  private final HttpVerticle http;
  private final Backups backups;
  private final HotChange changes;
  private final Optional<String> firstPassword;

  private Gateway(
      Site site,
      CompiledRules rules,
      GatewayOptions options,
      Stores stores,
      InstantSource clock,
      String version,
      SiteAgain files) {
    this.stores = stores;
    this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(8));
    PointIndex index = rules.index();
    OperationsStore operations = stores.operations();
    Historian historian = stores.historian();
    LiveFeed feed = new LiveFeed();
    certificates = CertificateFolder.in(options.data().resolve("opcua"), clock);
    PointBoard board = new PointBoard(index.size());

    desk = new OperationsDesk(operations);
    OrderDesk orders = new OrderDesk(site, desk, feed, clock);
    senders = new Senders(site, vertx, operations, desk, feed, clock);
    NotificationDesk notifications = new NotificationDesk(site, desk, senders::ring, clock);
    SiteKey key = SiteKey.of(options.data());
    PrivateFields hiding = new PrivateFields(key, site.privacy().isPresent());
    AlarmDesk alarms =
        new AlarmDesk(
            desk, orders, notifications, new EventRecords(site, index, hiding), feed, clock);
    PlanDesk plans =
        new PlanDesk(site, desk, orders, feed, Readings.of(index, board, historian), clock);
    acquisition =
        Acquisition.of(site, rules, board, historian, alarms, feed, clock, System::nanoTime);
    alarms.evidenceOf(new RawEvidence(site, index, acquisition::driver)::of);
    Sessions sessions = new Sessions(operations, desk, key, clock, user -> rolesOf(site, user));

    desk.start();
    firstPassword = Accounts.ensureAdministrator(sessions, operations, options.adminPassword());
    WorkWatch work = new WorkWatch(acquisition.intake()::tell);
    PermitDesk permits = new PermitDesk(site, acquisition.intake()::tell, clock);
    List<SiteWork> before = new ArrayList<>(operations.query(work::begin));
    before.addAll(operations.query(permits::begin));
    feed.watch(work::hear);
    feed.watch(permits::hear);
    FollowUpDesk followUps =
        new FollowUpDesk(site, desk, orders, feed, notifications::committed, clock);
    feed.watch(followUps::hear);
    EvidenceSamples recorded = new EvidenceSamples(site, historian);
    EvidenceDesk evidence = new EvidenceDesk(desk, fault -> recorded.of(fault).encode(), clock);
    feed.watch(evidence::hear);
    AlarmPicture picture = new AlarmPicture(site, feed, clock);
    operations.query(
        q -> {
          picture.begin(q);
          followUps.begin(q);
          evidence.begin(q);
          return true;
        });
    feed.watch(picture::hear);
    startNotifications(notifications);
    acquisition.start(operations, LastCommands.of(site, index, historian, clock.instant()), before);
    Chores chores = new Chores(vertx);
    chores.every(Chores.SCHEDULE, "plans", plans::workOff);
    new Reminding(site, index, board, operations, desk, orders, senders::ring, feed, clock)
        .begin(chores);
    NoticeDesk notices = new NoticeDesk(site, desk, orders, feed, clock);
    chores.every(Chores.NOTICES, "notices that are over", notices::workOff);
    PatrolDesk patrols = new PatrolDesk(site, desk, orders, senders::ring, feed, clock);
    alarms.whenEventKept(patrols::heard);
    chores.every(Chores.SCHEDULE, "walks of routes", patrols::workOff);
    AttachmentDesk attachments =
        new AttachmentDesk(AttachmentFiles.in(options.data()), operations, desk, clock);
    attachments.begin();
    chores.every(Chores.ATTACHMENTS, "attachments that were taken off", attachments::workOff);
    PrivacyDesk privacy = new PrivacyDesk(site.privacy(), desk, clock);
    chores.every(Chores.PRIVACY, "private fields", privacy::workOff);
    chores.every(Chores.ORDERS, "orders that are due", orders::workOff);
    chores.every(Chores.FOLLOW_UPS, "orders whose time runs on", followUps::workOff);
    chores.every(Chores.EVIDENCE, "what was recorded around faults", evidence::workOff);
    HandoverDesk handovers = new HandoverDesk(site, desk, feed, notifications::committed, clock);
    chores.every(Chores.HANDOVERS, "handovers", handovers::workOff);
    chores.every(Chores.NOTIFICATIONS, "steps of notification", notifications::workOff);
    chores.every(Chores.FLOODS, "looks for floods", picture::look);
    OwnWork own = new OwnWork(stores, desk, acquisition::historyFailing, senders, chores::failing);
    chores.every(
        Chores.OWN_WORK,
        "looks at the gateway's own work",
        () -> acquisition.intake().own(own.failing()));
    ProofDesk proofs =
        new ProofDesk(
            rules,
            historian,
            operations,
            desk,
            feed,
            equipment -> !permits.over(equipment).isEmpty(),
            clock);
    alarms.whenClockSet(proofs::clockSet);
    chores.every(Chores.PROOFS, "proofs of repairs", proofs::workOff);
    CommandDesk commands =
        new CommandDesk(rules, acquisition::driver, acquisition.intake(), desk, clock);
    changes =
        new HotChange(
            rules,
            files,
            acquisition.intake(),
            alarms,
            next -> {
              orders.follow(next);
              commands.follow(next);
              proofs.follow(next);
            },
            () -> SiteCopy.keep(options.data(), files));
    backups = new Backups(options.data(), operations, desk, stores.historian(), changes, clock);
    Running running =
        new Running(
            site,
            index,
            board,
            acquisition.intake(),
            historian,
            stores.forwarder(),
            operations,
            desk,
            alarms,
            picture,
            orders,
            permits,
            proofs,
            new CalendarFeeds(site, operations, key),
            new Labels(site, key),
            notices,
            patrols,
            attachments,
            senders,
            commands,
            changes,
            files,
            options.data(),
            backups,
            sessions,
            hiding,
            feed,
            this::linkStates,
            acquisition::log,
            acquisition::rejected,
            acquisition::registers,
            new ServerCertificates(certificates, acquisition::eachDriver),
            own::health,
            clock);
    Metrics metrics = new Metrics(running, acquisition, stores);
    http = new HttpVerticle(running, options.host(), options.port(), version, metrics::scrape);
  }

  /**
   * Starts a gateway and returns when it serves.
   *
   * @throws StartException where a port is taken or a store cannot be opened; nothing is left
   *     running
   */
  public static Gateway start(
      Site site, CompiledRules rules, GatewayOptions options, InstantSource clock, String version) {
    return start(site, rules, options, clock, version, _ -> new Loading.Loaded(site, List.of()));
  }

  /**
   * The same.
   *
   * @param files reads the site's files again, when somebody says that they changed
   */
  public static Gateway start(
      Site site,
      CompiledRules rules,
      GatewayOptions options,
      InstantSource clock,
      String version,
      SiteAgain files) {
    Stores stores = Stores.open(site, rules.index(), options.data(), clock);
    Gateway gateway;
    try {
      gateway = new Gateway(site, rules, options, stores, clock, version, files);
    } catch (RuntimeException e) {
      stores.close();
      throw e;
    }
    try {
      SiteCopy.keep(options.data(), files);
      gateway.serve(site, clock, options);
      return gateway;
    } catch (RuntimeException e) {
      gateway.close();
      throw e;
    }
  }

  private void serve(Site site, InstantSource clock, GatewayOptions options) {
    await(vertx.deployVerticle(http), "cannot listen on " + options.host() + ":" + options.port());
    backups.open(options.host(), port());
    PointIndex index = site.pointIndex();
    for (var connection : site.connections().values()) {
      DrivenLink link = DrivenLink.of(site, index, connection);
      if (!link.idle()) {
        Driver driver =
            Drivers.create(
                link,
                acquisition.intake(),
                clock,
                certificates,
                listener -> new DevicePort(vertx, listener));
        acquisition.watch(connection.id(), driver);
        links.add(
            await(
                vertx.deployVerticle(
                    new LinkVerticle(connection.id(), driver),
                    new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)),
                "connection " + connection.id() + " cannot be started"));
      }
    }
  }

  private void startNotifications(NotificationDesk notifications) {
    try {
      notifications.start();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    senders.start();
  }

  private static Optional<Set<org.zhiban.model.staff.Role>> rolesOf(Site site, String user) {
    return Optional.ofNullable(site.staff().get(user)).map(StaffMember::role).map(Set::of);
  }

  private Map<String, LinkStatus> linkStates() {
    return new LinkedHashMap<>(acquisition.links());
  }

  /** The port on which it listens. */
  public int port() {
    return http.listeningPort();
  }

  /** The administrator's password if it was made up at this start; it is not kept anywhere. */
  public Optional<String> firstPassword() {
    return firstPassword;
  }

  private static <T> T await(Future<T> future, String what) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (java.util.concurrent.ExecutionException e) {
      throw new StartException(
          what + ": " + (e.getCause() == null ? e.getMessage() : e.getCause().getMessage()), e);
    } catch (TimeoutException e) {
      throw new StartException(what + ": no answer within 20 s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException(what + ": interrupted", e);
    }
  }

  @Override
  public void close() {
    quietly("backup", backups::close);
    for (String link : links) {
      quietly("a link", () -> await(vertx.undeploy(link), "link"));
    }
    quietly("acquisition", acquisition::close);
    quietly("notification", senders::close);
    quietly("operations", desk::close);
    quietly(
        "vert.x",
        () ->
            vertx
                .close()
                .toCompletionStage()
                .toCompletableFuture()
                .get(CLOSING.toSeconds(), TimeUnit.SECONDS));
    stores.close();
  }

  private interface Ending {
    Object run() throws Exception;
  }

  private static void quietly(String what, Runnable ending) {
    quietly(
        what,
        (Ending)
            () -> {
              ending.run();
              return what;
            });
  }

  private static void quietly(String what, Ending ending) {
    try {
      ending.run();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      log.warn("ending {}: {}", what, e.toString());
    }
  }
}
