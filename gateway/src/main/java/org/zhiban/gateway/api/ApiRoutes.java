package org.zhiban.gateway.api;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.RequestValidator;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.zhiban.gateway.Running;

/** Which call is answered by whom. Each answer is made on a thread of its own: it reads disks. */
final class ApiRoutes {
  private final Vertx vertx;
  private final Map<String, Function<Call, Answer>> calls;

  ApiRoutes(Running gateway, Vertx vertx, String version) {
    this.vertx = vertx;
    SessionRoutes session = new SessionRoutes(gateway);
    EquipmentRoutes equipment = new EquipmentRoutes(gateway, version);
    AlarmRoutes alarms = new AlarmRoutes(gateway);
    OrderRoutes orders = new OrderRoutes(gateway);
    AttachmentRoutes attachments = new AttachmentRoutes(gateway);
    OperationRoutes operation = new OperationRoutes(gateway);
    SheetRoutes sheet = new SheetRoutes(gateway);
    PermitRoutes permits = new PermitRoutes(gateway);
    PatrolRoutes patrols = new PatrolRoutes(gateway);
    HandoverBookRoutes book = new HandoverBookRoutes(gateway);
    ControlLogRoutes log = new ControlLogRoutes(gateway);
    LendingRoutes lending = new LendingRoutes(gateway);
    MeterRoutes meters = new MeterRoutes(gateway);
    StockRoutes stock = new StockRoutes(gateway);
    FeedRoutes feeds = new FeedRoutes(gateway);
    NotificationRoutes notifications = new NotificationRoutes(gateway);
    LabelRoutes labels = new LabelRoutes(gateway);
    NoticeRoutes notices = new NoticeRoutes(gateway);
    ResidentRoutes residents = new ResidentRoutes(gateway, orders);
    KpiRoutes kpi = new KpiRoutes(gateway);
    PeriodReportRoutes periods = new PeriodReportRoutes(gateway);
    CertificateRoutes certificates = new CertificateRoutes(gateway);
    calls =
        Map.ofEntries(
            Map.entry("signIn", session::signIn),
            Map.entry("currentSession", session::current),
            Map.entry("signOut", session::signOut),
            Map.entry("setPassword", session::setPassword),
            Map.entry("site", equipment::site),
            Map.entry("replay", new ReplayRoutes(gateway)::replay),
            Map.entry("reloadSite", new SiteRoutes(gateway)::reload),
            Map.entry("staff", equipment::staff),
            Map.entry("equipmentList", equipment::list),
            Map.entry("equipment", equipment::one),
            Map.entry("history", equipment::history),
            Map.entry("command", new CommandRoutes(gateway)::command),
            Map.entry("events", equipment::events),
            Map.entry("lookAtEvent", equipment::look),
            Map.entry("alarms", alarms::list),
            Map.entry("alarm", alarms::one),
            Map.entry("alarmAction", alarms::act),
            Map.entry("alarmFigures", new AlarmFigures(gateway)::figures),
            Map.entry("workOrders", orders::list),
            Map.entry("workOrder", orders::one),
            Map.entry("report", new ReportRoutes(gateway, orders)::report),
            Map.entry("notices", notices::list),
            Map.entry("notice", notices::one),
            Map.entry("draftNotice", notices::draft),
            Map.entry("editNotice", notices::edit),
            Map.entry("noticeAction", notices::act),
            Map.entry("labels", labels::list),
            Map.entry("issueLabels", labels::issue),
            Map.entry("renewLabel", labels::renew),
            Map.entry("revokeLabel", labels::revoke),
            Map.entry("publicLabel", residents::show),
            Map.entry("reportByLabel", residents::report),
            Map.entry("candidates", new DispatchRoutes(gateway)::candidates),
            Map.entry("workOrderAction", orders::act),
            Map.entry("handover", new HandoverRoutes(gateway)::list),
            Map.entry("handoverBook", book::list),
            Map.entry("handoverPage", book::one),
            Map.entry("signHandover", book::sign),
            Map.entry("controlLog", log::list),
            Map.entry("writeControlLog", log::write),
            Map.entry("lendables", lending::list),
            Map.entry("lendable", lending::one),
            Map.entry("registerLendable", lending::register),
            Map.entry("lend", lending::lend),
            Map.entry("takeBack", lending::takeBack),
            Map.entry("retireLendable", lending::retire),
            Map.entry("stock", stock::list),
            Map.entry("part", stock::one),
            Map.entry("registerPart", stock::register),
            Map.entry("changePart", stock::change),
            Map.entry("receivePart", stock::receive),
            Map.entry("countPart", stock::count),
            Map.entry("writeOffPart", stock::writeOff),
            Map.entry("retirePart", stock::retire),
            Map.entry("meters", meters::list),
            Map.entry("metersCsv", meters::csv),
            Map.entry("meter", meters::one),
            Map.entry("registerMeter", meters::register),
            Map.entry("changeMeter", meters::change),
            Map.entry("retireMeter", meters::retire),
            Map.entry("readMeter", meters::read),
            Map.entry("exchangeMeter", meters::exchange),
            Map.entry("voidReading", meters::voided),
            Map.entry("returnVisits", new ReturnVisitRoutes(gateway)::list),
            Map.entry("attach", attachments::add),
            Map.entry("attachment", attachments::one),
            Map.entry("removeAttachment", attachments::remove),
            Map.entry("permits", permits::list),
            Map.entry("permit", permits::one),
            Map.entry("issuePermit", permits::issue),
            Map.entry("endPermit", permits::end),
            Map.entry("lookAfterPermit", permits::look),
            Map.entry("commissioning", sheet::sheet),
            Map.entry("commissioningCsv", sheet::csv),
            Map.entry("signReading", sheet::sign),
            Map.entry("decodings", new DecodingRoutes(gateway)::decodings),
            Map.entry("plans", operation::plans),
            Map.entry("occurrences", operation::occurrences),
            Map.entry("calendar", feeds::calendar),
            Map.entry("calendarFeeds", feeds::list),
            Map.entry("issueCalendarFeed", feeds::issue),
            Map.entry("revokeCalendarFeed", feeds::revoke),
            Map.entry("scheduleRecord", operation::scheduleRecord),
            Map.entry("patrols", patrols::list),
            Map.entry("patrolWalks", patrols::walks),
            Map.entry("provePatrolCheckpoint", patrols::prove),
            Map.entry("equipmentPapers", new PaperRoutes(gateway)::list),
            Map.entry("forecast", new ForecastRoutes(gateway)::forecast),
            Map.entry("kpi", kpi::figures),
            Map.entry("kpiCsv", kpi::csv),
            Map.entry("kpiRows", kpi::rows),
            Map.entry("kpiRowsCsv", kpi::rowsCsv),
            Map.entry("kpiRecords", kpi::records),
            Map.entry("periodReports", _ -> periods.list()),
            Map.entry("periodReport", periods::one),
            Map.entry("periodReportFees", periods::fees),
            Map.entry("connections", operation::connections),
            Map.entry("connectionLog", operation::exchanges),
            Map.entry("connectionRejected", operation::rejected),
            Map.entry("forwarding", new ForwardingRoutes(gateway)::forwarding),
            Map.entry("certificates", certificates::list),
            Map.entry("ownCertificate", certificates::own),
            Map.entry("renewOwnCertificate", certificates::renew),
            Map.entry("trustCertificate", certificates::trust),
            Map.entry("distrustCertificate", certificates::distrust),
            Map.entry("notifications", notifications::list),
            Map.entry("testNotification", notifications::test),
            Map.entry("onCall", new OnCallRoutes(gateway)::list),
            Map.entry("audit", operation::audit));
  }

  /**
   * Every call of the contract has an answerer and a row of who may make it, and there are no
   * others. Whoever may not is told so before anything is said about the request.
   */
  void mount(RouterBuilder builder, Guard guard, RequestValidator validator) {
    var inContract =
        builder.getRoutes().stream()
            .map(route -> route.getOperation().getOperationId())
            .collect(java.util.stream.Collectors.toSet());
    if (!inContract.equals(calls.keySet())) {
      throw new IllegalStateException(
          "contract and routes differ: " + inContract + " / " + calls.keySet());
    }
    Map<String, Access.Row> rows = Access.rows(calls.keySet());
    calls.forEach(
        (operation, call) -> {
          Access.Row row = Objects.requireNonNull(rows.get(operation));
          OpenAPIRoute route = builder.getRoute(operation);
          route
              .setDoValidation(false)
              .addHandler(context -> guard.admit(context, row))
              .addHandler(context -> validate(context, route.getOperation(), validator))
              .addHandler(context -> answer(context, call));
        });
  }

  private static void validate(
      RoutingContext context, Operation operation, RequestValidator validator) {
    RequestExtractor.withBodyHandler()
        .extractValidatableRequest(context, operation)
        .compose(request -> validator.validate(request, operation.getOperationId()))
        .onSuccess(
            valid -> {
              context.put(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST, valid);
              context.next();
            })
        .onFailure(context::fail);
  }

  private void answer(RoutingContext context, Function<Call, Answer> call) {
    ValidatedRequest request = context.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST);
    JsonObject body =
        request.getBody() != null && !request.getBody().isNull() && request.getBody().isJsonObject()
            ? request.getBody().getJsonObject()
            : new JsonObject();
    onOwnThread(() -> call.apply(new Call(context, Guard.caller(context), body)))
        .onSuccess(answer -> write(context, answer))
        .onFailure(context::fail);
  }

  /** A thread of its own: a call that waits for a device holds up no other. */
  private <T> Future<T> onOwnThread(Supplier<T> work) {
    Promise<T> promise = Promise.promise();
    Context context = vertx.getOrCreateContext();
    Thread.ofVirtual()
        .name("call")
        .start(
            () -> {
              try {
                T result = work.get();
                context.runOnContext(_ -> promise.complete(result));
              } catch (RuntimeException e) {
                context.runOnContext(_ -> promise.fail(e));
              }
            });
    return promise.future();
  }

  private static void write(RoutingContext context, Answer answer) {
    var response = context.response().setStatusCode(answer.status());
    answer.headers().forEach(response::putHeader);
    if (answer.file().isPresent()) {
      response.end(answer.file().get());
    } else if (answer.body().isEmpty()) {
      response.end();
    } else {
      if (!answer.headers().containsKey("Content-Type")) {
        response.putHeader("Content-Type", "application/json");
      }
      response.end(answer.body().get().toBuffer());
    }
  }
}
