package org.zhiban.acceptance.twins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.gateway.config.Loading;
import org.zhiban.gateway.config.SecretSource;
import org.zhiban.gateway.config.SiteLoader;
import org.zhiban.model.site.Site;

/** A site of one connection, {@value #LINK}, with analog points on it. */
record OneLinkSite(Site site, DrivenLink link) {
  static final String LINK = "link";

  /**
   * Loads it as a person would have written it.
   *
   * @param folder for its file
   * @param port where the connection leads
   * @param connection its keys; {@code HOST:PORT} and {@code PORT} stand for where it leads
   * @param sources of the points
   */
  static OneLinkSite in(Path folder, int port, String connection, String... sources)
      throws IOException {
    UnaryOperator<String> placed =
        text ->
            text.replace("HOST:PORT", "127.0.0.1:" + port).replace("PORT", Integer.toString(port));
    StringBuilder yaml = new StringBuilder("site: { id: t, name: t, timezone: Asia/Shanghai }\n");
    yaml.append("connections: { link: { ").append(placed.apply(connection)).append(" } }\n");
    yaml.append("equipment:\n  - id: thing\n    class: thing\n    name: thing\n");
    yaml.append("    location: B1\n    connection: link\n");
    yaml.append(connection.contains("modbus") ? "    unit: 1\n    points:\n" : "    points:\n");
    for (int number = 0; number < sources.length; number++) {
      yaml.append("      p%d: { name: p, kind: analog, %s }%n".formatted(number, sources[number]));
    }
    Files.writeString(folder.resolve("site.yaml"), yaml);
    Loading loading = SiteLoader.load(folder, SecretSource.none());
    if (!(loading instanceof Loading.Loaded loaded)) {
      throw new AssertionError(loading.problems() + "\n" + yaml);
    }
    Site site = loaded.site();
    return new OneLinkSite(
        site,
        DrivenLink.of(site, site.pointIndex(), site.connections().values().iterator().next()));
  }
}
