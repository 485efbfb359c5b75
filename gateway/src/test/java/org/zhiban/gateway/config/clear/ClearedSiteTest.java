package org.zhiban.gateway.config.clear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhiban.gateway.config.ExampleSite;
import org.zhiban.gateway.config.Loading;
import org.zhiban.gateway.config.SecretSource;
import org.zhiban.gateway.config.SiteFiles;
import org.zhiban.gateway.config.SiteLoader;
import org.zhiban.gateway.demo.DemoSite;
import org.zhiban.model.site.MqttConnection;
import org.zhiban.model.site.Secret;
import org.zhiban.model.site.Site;

/** What of a site's files may lie in clear. */
final class ClearedSiteTest {
  private static final String HEAD = "site: { id: huidu, name: 汇都花园, timezone: Asia/Shanghai }\n";
  private static final String BUS = "{ type: mqtt, broker: tcp://bus:1883, user: gateway";

  private static ClearedSite cleared(String... namesAndTexts) {
    Map<String, byte[]> files = new TreeMap<>();
    for (int index = 0; index < namesAndTexts.length; index += 2) {
      files.put(namesAndTexts[index], namesAndTexts[index + 1].getBytes(StandardCharsets.UTF_8));
    }
    ClearedSite cleared = ClearedSite.of(files);
    ClearedSite again = ClearedSite.of(cleared.clear());
    assertThat(again.takenOut()).as("nothing more").isEmpty();
    assertThat(again.whole()).isEmpty();
    return cleared;
  }

  private static String clear(ClearedSite site, String name) {
    return new String(site.clear().get(name), StandardCharsets.UTF_8);
  }

  private static String clear(String text) {
    return clear(cleared("site.yaml", text), "site.yaml");
  }

  private static List<String> words(ClearedSite site) {
    return site.takenOut().stream().map(TakenOut::words).toList();
  }

  private static Site loaded(String text, Map<String, String> environment) {
    Loading loading =
        SiteLoader.load(
            SiteFiles.of(Map.of("site.yaml", text)), SecretSource.of(environment, Path.of("/x")));
    assertThat(loading).as(loading.problems().toString()).isInstanceOf(Loading.Loaded.class);
    return ((Loading.Loaded) loading).site();
  }

  private static String passwordOf(Site site) {
    return site.connections().values().stream()
        .map(MqttConnection.class::cast)
        .flatMap(bus -> bus.password().stream())
        .map(Secret::reveal)
        .findFirst()
        .orElse("");
  }

  @Test
  void whatIsClearStaysAsItIs() {
    String text =
        HEAD
            + "connections:\n  bus: "
            + BUS
            + ", password: '${env:BUS}' }\n"
            + "database: jdbc:postgresql://db/zhiban?user=zhiban&password=${file:pg.txt}\n"
            + "notify:\n  channels:\n    mail: { type: email, server: \"smtp://a:${env:M}@b\","
            + " from: a@b.cn, to: [c@b.cn] }\n"
            + "    hook: { type: webhook, url: http://10.100.100.17:9000/api/v1/alarms?to=phone }\n"
            + "    group: { type: wecom, webhook: \"https://q.cn/send?key=${env:KEY}\" }\n"
            + "# a password: see ${env:BUS}\n";
    ClearedSite site = cleared("site.yaml", text, "rules/a.yaml", "rules: {}\n");
    assertThat(clear(site, "site.yaml")).isEqualTo(text);
    assertThat(site.whole()).isEmpty();
    assertThat(site.takenOut()).isEmpty();
  }

  @Test
  void sitesWithoutSecretsStayAsTheyAre() throws IOException {
    for (SiteFiles files : List.of(SiteFiles.in(ExampleSite.folder()), DemoSite.files())) {
      Map<String, byte[]> contents = new TreeMap<>();
      for (String name : files.names()) {
        contents.put(name, files.content(name));
      }
      ClearedSite site = ClearedSite.of(contents);
      assertThat(words(site)).isEmpty();
      assertThat(site.whole()).isEmpty();
      assertThat(site.clear()).isEqualTo(contents);
    }
  }

  /** However it is written, the rest stands where it stood and the variable gives it back. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "pass: $1.word",
        "'it''s $HOME \\d+ (.*) [a-z]'",
        "\"tab\\there \\\"quoted\\\" \\u4e2d\"",
        "|\n      first $& line\n      second",
        "|+\n      kept\n\n",
        ">-\n      folded\n      line",
        "\"over\n      two lines\"",
        "plain over\n      two lines",
        "0123456",
        "𝟘𝟙 中文密码"
      })
  void aPasswordIsTakenOutHoweverItIsWritten(String written) {
    String plain = written.startsWith("pass: ") ? '"' + written + '"' : written;
    String text =
        HEAD
            + "# 𝟘 before\nconnections:\n  bus:   # the bus\n    type: mqtt\n"
            + "    broker:  tcp://bus:1883\n    user: gateway\n    password: "
            + plain
            + "\n    # behind\n    version: '5'\n# the end\n";
    String password = passwordOf(loaded(text, Map.of()));
    ClearedSite site = cleared("site.yaml", text);
    String clear = clear(site, "site.yaml");
    assertThat(words(site)).containsExactly("site.yaml:8: connections.bus.password");
    assertThat(clear)
        .contains("password: \"${env:SITE_CONNECTIONS_BUS_PASSWORD}\"")
        .contains("  bus:   # the bus\n", "    # behind\n    version: '5'\n# the end\n")
        .contains("    broker:  tcp://bus:1883\n");
    assertThat(clear.lines().count()).isEqualTo(text.lines().count());
    assertThat(site.whole()).containsOnlyKeys("site.yaml");
    assertThat(site.whole().get("site.yaml")).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    assertThat(passwordOf(loaded(clear, Map.of("SITE_CONNECTIONS_BUS_PASSWORD", password))))
        .isEqualTo(password);
  }

  @Test
  void bracesCarriageReturnsAndAByteOrderMarkStay() {
    String text =
        "\uFEFF"
            + (HEAD
                    + "connections:\n  bus: "
                    + BUS
                    + ",\n    password: \"a b\n      c\", version: '5' }\n")
                .replace("\n", "\r\n");
    String clear = clear(text);
    assertThat(clear).startsWith("\uFEFFsite:").endsWith(", version: '5' }\r\n");
    assertThat(clear.replace("\r\n", "")).doesNotContain("\n");
    assertThat(clear)
        .contains("\r\n    password: \"${env:SITE_CONNECTIONS_BUS_PASSWORD}\"\r\n      , version");
  }

  /**
   * Nothing is parsed but YAML: braces within braces, keys in quotes, no space, a comment at once.
   */
  @Test
  void inBracesAndBehindQuotedKeys() {
    String clear =
        clear(
            HEAD
                + "connections: { a: { type: mqtt, broker: 'tcp://b', user: u, password: 'a,}#b'"
                + " },\n"
                + "  b: {\"type\":mqtt,\"broker\":\"tcp://b\",\"user\":u,\"password\":\"x{y\"}}#"
                + " end\n"
                + "telemetry:\n"
                + "  influxdb:\n"
                + "    url: http://i\n"
                + "    org: o\n"
                + "    bucket: b\n"
                + "    ? token\n"
                + "    : >2-\n"
                + "        folded\n"
                + "         more\n");
    assertThat(clear)
        .contains("password: \"${env:SITE_CONNECTIONS_A_PASSWORD}\" },\n")
        .contains("\"password\":\"${env:SITE_CONNECTIONS_B_PASSWORD}\"}}# end\n")
        .contains("    : \"${env:SITE_TELEMETRY_INFLUXDB_TOKEN}\"\n")
        .doesNotContain("folded");
  }

  @Test
  void theSameWordElsewhereStays() {
    String clear =
        clear(
            HEAD
                + "connections:\n  huidu: "
                + BUS.replace("gateway", "huidu")
                + ", password: huidu, client_id: huidu }  # of huidu\n");
    assertThat(clear)
        .isEqualTo(
            HEAD
                + "connections:\n  huidu: "
                + BUS.replace("gateway", "huidu")
                + ", password: \"${env:SITE_CONNECTIONS_HUIDU_PASSWORD}\", client_id: huidu }"
                + "  # of huidu\n");
  }

  @Test
  void ofAnAddressTheSecretPartAlone() {
    String text =
        HEAD
            + "database: 'jdbc:postgresql://db/zhiban?user=zhiban&password=s3cret%21&ssl=true'\n"
            + "telemetry:\n"
            + "  influxdb: { url: 'http://in:pw1@influx:8086/x?auth=pw2', org: zhiban, bucket: b,"
            + " token: tok }\n"
            + "notify:\n"
            + "  channels:\n"
            + "    mail: { type: email, server: 'smtp://duty@b.cn:p@ss:w@mail.b.cn:587', from:"
            + " a@b.cn, to: [c@b.cn] }\n"
            + "    hook: { type: webhook, url:"
            + " https://me@hooks.example.com:8443/api/v1/T0000001/abc?x=1&y=abcdefghijklmnopqrst,"
            + " secret: s }\n"
            + "    group: { type: wecom, webhook: https://q.cn/send?key=k-1 }\n";
    ClearedSite site = cleared("site.yaml", text);
    assertThat(clear(site, "site.yaml"))
        .isEqualTo(
            HEAD
                + "database: \"jdbc:postgresql://db/zhiban?user=zhiban&password="
                + "${env:SITE_DATABASE}&ssl=true\"\n"
                + "telemetry:\n"
                + "  influxdb: { url: \"http://in:${env:SITE_TELEMETRY_INFLUXDB_URL}@influx:8086"
                + "/x?auth=${env:SITE_TELEMETRY_INFLUXDB_URL_2}\", org: zhiban, bucket: b,"
                + " token: \"${env:SITE_TELEMETRY_INFLUXDB_TOKEN}\" }\n"
                + "notify:\n  channels:\n"
                + "    mail: { type: email, server: \"smtp://duty@b.cn:"
                + "${env:SITE_NOTIFY_CHANNELS_MAIL_SERVER}@mail.b.cn:587\","
                + " from: a@b.cn, to: [c@b.cn] }\n"
                + "    hook: { type: webhook, url:"
                + " \"https://${env:SITE_NOTIFY_CHANNELS_HOOK_URL}@hooks.example.com:8443/api/v1/"
                + "${env:SITE_NOTIFY_CHANNELS_HOOK_URL_2}/abc?x=1&y="
                + "${env:SITE_NOTIFY_CHANNELS_HOOK_URL_3}\", secret:"
                + " \"${env:SITE_NOTIFY_CHANNELS_HOOK_SECRET}\" }\n"
                + "    group: { type: wecom, webhook:"
                + " \"https://q.cn/${env:SITE_NOTIFY_CHANNELS_GROUP_WEBHOOK}\" }\n");
    assertThat(site.takenOut())
        .filteredOn(taken -> !taken.readable())
        .as("where no variable is read the value must be written")
        .extracting(TakenOut::key)
        .containsOnly("telemetry.influxdb.url");
    assertThat(words(site)).contains("site.yaml:2: database");
  }

  @Test
  void aVariableThatTheSiteHasAlreadyIsNotTaken() {
    String clear =
        clear(
            HEAD
                + "connections:\n  bus: "
                + BUS
                + ", password: abc }\n  b-u_s: "
                + BUS
                + ", password: '${env:SITE_CONNECTIONS_BUS_PASSWORD}' }\n  b-u-s: "
                + BUS
                + ", password: abc }\n");
    assertThat(clear)
        .contains("  bus: " + BUS + ", password: \"${env:SITE_CONNECTIONS_BUS_PASSWORD_2}\" }")
        .contains("  b-u-s: " + BUS + ", password: \"${env:SITE_CONNECTIONS_B_U_S_PASSWORD}\" }");
  }

  @Test
  void variablesOfATemplateAndOfItsEquipmentToo() {
    ClearedSite site =
        cleared(
            "site.yaml",
            HEAD + "equipment:\n  - { id: p1, template: t, vars: { api_token: abc, unit: 3 } }\n",
            "templates/t.yaml",
            """
            template: t
            class: pump
            points:
              a: { source: 'http://u:secret-1@host/${api_token}' }
            """);
    assertThat(clear(site, "site.yaml"))
        .contains("{ api_token: \"${env:SITE_EQUIPMENT_P1_VARS_API_TOKEN}\", unit: 3 }");
    assertThat(clear(site, "templates/t.yaml"))
        .contains(
            "'http".replace("'", "\"") + "://u:${env:SITE_POINTS_A_SOURCE}@host/${api_token}\"");
    assertThat(words(site))
        .containsExactly(
            "site.yaml:3: equipment.p1.vars.api_token", "templates/t.yaml:4: points.a.source");
  }

  @Test
  void commentsLoseTheirSecretsAlone() {
    ClearedSite site =
        cleared(
            "site.yaml",
            HEAD
                + "connections:\n  bus: "
                + BUS
                + ", password: correct.horse }   # not correct.horse of old\n"
                + "  # other: { type: mqtt, user: a, password: old1, version: '5' }\n"
                + "  # token: abc def\n"
                + "  # a password: nobody knows it # here\n",
            "rules/a.yaml",
            "# as in correct.horse\nrules: {}\n");
    assertThat(clear(site, "site.yaml"))
        .endsWith(
            """
             }   # not *** of old
              # other: { type: mqtt, user: a, password: ***, version: '5' }
              # token: ***
              # a password: nobody knows it # here
            """);
    assertThat(clear(site, "rules/a.yaml")).startsWith("# as in ***\n");
    assertThat(words(site))
        .containsExactly(
            "rules/a.yaml:1: a comment",
            "site.yaml:3: connections.bus.password",
            "site.yaml:3: a comment",
            "site.yaml:4: a comment",
            "site.yaml:5: a comment");
    assertThat(site.takenOut()).filteredOn(TakenOut::needed).hasSize(1);
  }

  /** No site that runs has such a file; one that is being edited may. */
  @Test
  void whatIsNoPartOfTheLanguageIsNotInClearWhereASecretIs() {
    for (String yaml :
        List.of(
            "connections: { a: &one { password: abc }, b: *one }\n",
            "connections:\n  bus: { password: abc }\n  bus: { x: 1 }\n",
            "connections: { bus: { password: abc \n",
            "a: { password: abc }\n---\nb: 1\n")) {
      ClearedSite site = cleared("site.yaml", HEAD + yaml);
      assertThat(site.clear()).as(yaml).isEmpty();
      assertThat(site.whole()).containsOnlyKeys("site.yaml");
    }
  }

  @Test
  void aFileThatIsNotReadIsNotInClearWhereASecretIs() {
    Map<String, String> files = new HashMap<>();
    files.put("site.yaml", HEAD + "connections:\n  bus: " + BUS + ", password: horse.9 }\n");
    files.put("site.yaml~", "connections: { bus: { password: old } }\n");
    files.put("docker-compose.yml", "environment:\n  POSTGRES_PASSWORD: pg\n");
    files.put("site.yaml.bak", "# webhook: |\n  bus:\n    password: correct horse\n");
    files.put("a.env", "export MQTT_PASSWORD=abc\n");
    files.put("a.json", "{ \"api_key\": \"abc\" }");
    files.put("notes.txt", "write horse.9 there");
    files.put("mail.txt", "smtp://a:b@c");
    List<String> names = files.keySet().stream().filter(name -> !name.equals("site.yaml")).toList();
    files.put("readme.md", "The password: ask the manager.\n");
    files.put("compose.yml", "environment:\n  PASSWORD: ${PG}\n  TOKEN: '${env:X}'\n");
    ClearedSite site =
        cleared(
            files.entrySet().stream()
                .flatMap(file -> List.of(file.getKey(), file.getValue()).stream())
                .toArray(String[]::new));
    assertThat(site.clear()).containsOnlyKeys("site.yaml", "readme.md", "compose.yml");
    assertThat(site.whole()).containsKeys(names.toArray(String[]::new)).hasSize(names.size() + 1);
  }
}
