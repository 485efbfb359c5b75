package org.zhiban.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Path;
import io.vertx.openapi.validation.RequestValidator;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.zhiban.gateway.Running;

/** HTTP and WebSocket: the contract's calls, the live feed, the console, health and metrics. */
public final class HttpVerticle extends VerticleBase {
  private static final int LARGEST_BODY = 64 * 1024;

  private final Running gateway;
  private final String host;
  private final int port;
  private final String version;
  private final Supplier<String> metrics;
  private HttpServer server;

  /**
   * @param port 0: any free one
   * @param metrics what {@code /metrics} answers, Prometheus text
   */
  @SuppressWarnings("NullAway.Init") // the server stands after start()
  public HttpVerticle(
      Running gateway, String host, int port, String version, Supplier<String> metrics) {
    this.gateway = gateway;
    this.host = host;
    this.port = port;
    this.version = version;
    this.metrics = metrics;
  }

  @Override
  public Future<?> start() {
    JsonObject contract = Contract.load();
    return OpenAPIContract.from(vertx, Contract.forRequests(contract))
        .compose(
            checked ->
                vertx
                    .createHttpServer(
                        new HttpServerOptions()
                            .setMaxWebSocketFrameSize(64 * 1024)
                            .setCompressionSupported(true)
                            .setIdleTimeout(300))
                    .invalidRequestHandler(Failures::unreadable)
                    .requestHandler(readable(routes(checked, contract)))
                    .listen(port, host)
                    .onSuccess(listening -> server = listening));
  }

  /** The port that is listened on, after start. */
  public int listeningPort() {
    return server.actualPort();
  }

  private Router routes(OpenAPIContract checked, JsonObject contract) {
    Guard guard = new Guard(gateway);
    RouterBuilder builder =
        RouterBuilder.create(vertx, checked, RequestExtractor.withBodyHandler());
    new ApiRoutes(gateway, vertx, version)
        .mount(builder, guard, RequestValidator.create(vertx, checked));
    JsonObject shown = Access.shownIn(contract);

    Router router = Router.router(vertx);
    router.route().handler(Guard::headers);
    router.get("/openapi.json").handler(context -> json(context, shown));
    new Probes(gateway, metrics).mount(router);
    router.get("/api/v1/live").handler(new LiveSocket(gateway, guard, vertx)::open);
    router.post("/api/v1/backup").handler(new BackupRoute(gateway.backups(), vertx)::hold);
    router.route("/api/v1/*").handler(guard::limitAddress);
    router.route(ResidentGate.CALLS + "*").handler(new ResidentGate(gateway)::admit);
    new UploadRoute(gateway, guard).mount(router);
    router.route("/api/v1/*").handler(Guard::noForms);
    router
        .route("/api/v1/*")
        .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
        .handler(guard::identify)
        .handler(guard::limitSession);
    router.route("/api/v1/*").subRouter(builder.createRouter());
    router.route("/api/*").handler(context -> unknown(context, checked));
    new ResidentPage().mount(router);
    new ConsoleFiles().mount(router);
    router.route().failureHandler(Failures::answer);
    // An address that no route can be looked up for.
    router.errorHandler(400, Failures::answer);
    return router;
  }

  /** No call is called so, or it takes another method (RFC 9110, 15.5.6). */
  private static void unknown(RoutingContext context, OpenAPIContract contract) {
    Path path = contract.findPath(context.request().path());
    if (path == null) {
      Failures.write(context, Refusal.notFound("no such call; see /openapi.json"));
      return;
    }
    String methods =
        path.getOperations().stream()
            .map(operation -> operation.getHttpMethod().name())
            .sorted()
            .collect(Collectors.joining(", "));
    context.response().putHeader("Allow", methods);
    Failures.write(
        context, new Refusal(405, "Method", "this call takes " + methods + "; see /openapi.json"));
  }

  private static Handler<HttpServerRequest> readable(Router router) {
    return request -> {
      if (Failures.readable(request.uri())) {
        router.handle(request);
      } else {
        Failures.write(request, Refusal.badRequest("a % of the address begins no escape"));
      }
    };
  }

  private static void json(RoutingContext context, JsonObject body) {
    context.response().putHeader("Content-Type", "application/json").end(body.toBuffer());
  }
}
