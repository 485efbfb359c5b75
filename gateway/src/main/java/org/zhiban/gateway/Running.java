package org.zhiban.gateway;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.zhiban.drivers.RawRegisters;
import org.zhiban.gateway.acquisition.Intake;
import org.zhiban.gateway.acquisition.PointBoard;
import org.zhiban.gateway.acquisition.ServerCertificates;
import org.zhiban.gateway.alarms.AlarmDesk;
import org.zhiban.gateway.alarms.AlarmPicture;
import org.zhiban.gateway.attachments.AttachmentDesk;
import org.zhiban.gateway.backup.Backups;
import org.zhiban.gateway.change.HotChange;
import org.zhiban.gateway.commands.CommandDesk;
import org.zhiban.gateway.config.SiteAgain;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.gateway.maintenance.CalendarFeeds;
import org.zhiban.gateway.notices.NoticeDesk;
import org.zhiban.gateway.notify.Senders;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.patrol.PatrolDesk;
import org.zhiban.gateway.security.PrivateFields;
import org.zhiban.gateway.security.Sessions;
import org.zhiban.gateway.telemetry.Historian;
import org.zhiban.gateway.telemetry.forwarding.Forwarder;
import org.zhiban.gateway.workorders.Labels;
import org.zhiban.gateway.workorders.OrderDesk;
import org.zhiban.gateway.workorders.PermitDesk;
import org.zhiban.gateway.workorders.ProofDesk;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.Exchange;
import org.zhiban.model.telemetry.LinkStatus;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.RejectedMessage;

/**
 * What a running gateway consists of, for those who look at it from outside.
 *
 * @param forwarder carries the history elsewhere, where the site says so
 * @param changes takes changed files of the site over
 * @param files reads the site again
 * @param data the folder of everything that is kept
 * @param backups holds that folder still for its copy
 * @param attachments the files of orders
 * @param hiding knows what private fields of events were
 * @param links how every connection does now, by id
 * @param exchanges the last exchanges of a connection, the latest first; empty: no such link
 * @param registers what a point of a connection was last read from; empty: not from registers, or
 *     not lately
 * @param certificates of the servers that links talk to, and the gateway's own
 * @param rejected its last messages that could not be used, the latest first; empty: no such link
 */
public record Running(
    Site site,
    PointIndex index,
    PointBoard board,
    Intake intake,
    Historian historian,
    Optional<Forwarder> forwarder,
    OperationsStore store,
    OperationsDesk desk,
    AlarmDesk alarms,
    AlarmPicture picture,
    OrderDesk orders,
    PermitDesk permits,
    ProofDesk proofs,
    CalendarFeeds feeds,
    Labels labels,
    NoticeDesk notices,
    PatrolDesk patrols,
    AttachmentDesk attachments,
    Senders senders,
    CommandDesk commands,
    HotChange changes,
    SiteAgain files,
    Path data,
    Backups backups,
    Sessions sessions,
    PrivateFields hiding,
    LiveFeed feed,
    Supplier<Map<String, LinkStatus>> links,
    Function<String, Optional<List<Exchange>>> exchanges,
    Function<String, Optional<List<RejectedMessage>>> rejected,
    BiFunction<String, PointRef, Optional<RawRegisters>> registers,
    ServerCertificates certificates,
    Supplier<Health> health,
    InstantSource clock) {

  /**
   * Whether the gateway does its work.
   *
   * @param problems in words; empty: ready
   * @param warnings what should be looked at and keeps nothing from working
   */
  public record Health(List<String> problems, List<String> warnings) {
    public Health {
      problems = List.copyOf(problems);
      warnings = List.copyOf(warnings);
    }

    public boolean ready() {
      return problems.isEmpty();
    }
  }
}
