package org.zhiban.acceptance.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ComposeFileTest {
  private static final Pattern REQUIRED = Pattern.compile("\\$\\{([A-Z_]+):\\?[^}]+}");
  private static final Pattern DEFAULTED = Pattern.compile("\\$\\{([A-Z_]+):-[^}]*}");

  private final JsonNode compose = DeploymentFiles.compose();

  @Test
  void keepsToTheComposeSpecification() throws Exception {
    Path schema = DeploymentFiles.peer("dclint/schemas/compose.schema.json");
    assertThat(violations(Files.readString(schema), compose)).isEmpty();
  }

  @Test
  void theSchemaWouldSeeAMisspeltKey() throws Exception {
    Path schema = DeploymentFiles.peer("dclint/schemas/compose.schema.json");
    JsonNode broken = DeploymentFiles.compose();
    ((ObjectNode) broken.at("/services/gateway")).put("healtcheck", "x");
    assertThat(violations(Files.readString(schema), broken)).isNotEmpty();
  }

  @Test
  void carriesTheServicesASiteMayUse() {
    assertThat(names(compose.get("services")))
        .containsExactlyInAnyOrder("gateway", "mosquitto", "influxdb", "postgres", "grafana");
  }

  @Test
  void everySecretMustBeSetAndHasNoDefault() {
    List<String> secrets = new ArrayList<>();
    forEachService(
        (name, service) ->
            service
                .path("environment")
                .properties()
                .forEach(
                    variable -> {
                      if (variable.getKey().matches(".*(PASSWORD|TOKEN)$")) {
                        secrets.add(name + "." + variable.getKey());
                        assertThat(variable.getValue().asText())
                            .as("%s.%s", name, variable.getKey())
                            .matches(REQUIRED);
                      }
                    }));
    assertThat(secrets).hasSizeGreaterThanOrEqualTo(8);
  }

  @Test
  void theExampleEnvironmentNamesEveryVariableAndFillsNone() {
    String example = DeploymentFiles.read(".env.example");
    String compose = DeploymentFiles.read("docker-compose.yml");
    assertThat(variables(Pattern.compile("^([A-Z_]+)=$", Pattern.MULTILINE), example))
        .isEqualTo(variables(REQUIRED, compose));
    assertThat(variables(Pattern.compile("^#([A-Z_]+)=\\S+$", Pattern.MULTILINE), example))
        .isEqualTo(variables(DEFAULTED, compose));
  }

  @Test
  void everyPortIsBoundToLoopback() {
    List<String> ports = new ArrayList<>();
    forEachService(
        (name, service) -> service.path("ports").forEach(port -> ports.add(port.asText())));
    assertThat(ports).hasSize(5).allMatch(port -> port.startsWith("127.0.0.1:"));
  }

  @Test
  void everyServiceIsWatchedRestartedAndGainsNoRights() {
    forEachService(
        (name, service) -> {
          assertThat(service.at("/healthcheck/test")).as(name).isNotEmpty();
          assertThat(service.path("restart").asText()).as(name).isEqualTo("unless-stopped");
          assertThat(service.path("security_opt").toString())
              .as(name)
              .contains("no-new-privileges:true");
        });
  }

  @Test
  void theGatewayRunsOnAReadOnlyRootWithoutCapabilities() {
    JsonNode gateway = compose.at("/services/gateway");
    assertThat(gateway.path("read_only").asBoolean()).isTrue();
    assertThat(gateway.path("cap_drop").toString()).isEqualTo("[\"ALL\"]");
    assertThat(gateway.path("volumes").get(0).asText()).endsWith(":/site:ro");
  }

  @Test
  void everyImageNamesItsVersion() {
    forEachService(
        (name, service) ->
            assertThat(service.path("image").asText()).as(name).matches("[a-z/-]+:\\d+\\.\\d+.*"));
  }

  @Test
  void everyFileItMountsIsThere() {
    List<String> mounted = new ArrayList<>();
    forEachService(
        (name, service) ->
            service
                .path("volumes")
                .forEach(
                    volume -> {
                      if (volume.asText().startsWith("./")) {
                        mounted.add(volume.asText().split(":", 2)[0]);
                      }
                    }));
    assertThat(mounted)
        .isNotEmpty()
        .allMatch(path -> Files.exists(DeploymentFiles.ROOT.resolve(path)));
  }

  private void forEachService(BiConsumer<String, JsonNode> check) {
    compose
        .get("services")
        .properties()
        .forEach(entry -> check.accept(entry.getKey(), entry.getValue()));
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Set<String> variables(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toSet());
  }

  private static List<String> violations(String schema, JsonNode file) {
    JsonSchemaOptions options =
        new JsonSchemaOptions()
            .setDraft(Draft.DRAFT7)
            .setBaseUri("https://example.org/")
            .setOutputFormat(OutputFormat.Basic);
    OutputUnit result =
        Validator.create(JsonSchema.of(new JsonObject(schema)), options)
            .validate(new JsonObject(file.toString()));
    if (Boolean.TRUE.equals(result.getValid())) {
      return List.of();
    }
    return result.getErrors().stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getError())
        .toList();
  }
}
