package org.zhiban.gateway.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.zhiban.gateway.config.problem.Problem;
import org.zhiban.gateway.config.shipped.ShippedTemplate;
import org.zhiban.model.site.SourcePosition;

/**
 * The report for programs. Keys are added in later versions, never renamed or taken away.
 *
 * <p>{@code ok} says what the exit code says: no error, and every rule test holds.
 */
final class JsonReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String folder;
  private final ObjectNode root = JSON.createObjectNode();

  private JsonReport(String folder) {
    this.folder = folder;
  }

  /** A site that is refused. */
  static String of(String folder, List<Problem> problems) {
    JsonReport json = new JsonReport(folder);
    json.root.put("ok", false);
    json.problems(problems);
    return json.text();
  }

  static String of(Report report) {
    JsonReport json = new JsonReport(report.folder());
    json.root.put("ok", report.holds());
    json.problems(report.warnings());
    json.report(report);
    return json.text();
  }

  private String text() {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always JSON", e);
    }
  }

  private void problems(List<Problem> problems) {
    ArrayNode list = root.putArray("problems");
    for (Problem problem : problems) {
      ObjectNode one = position(list.addObject(), problem.position());
      one.put("severity", problem.severity().word());
      one.put("what", problem.what());
      one.put("remedy", problem.remedy());
    }
  }

  private ObjectNode position(ObjectNode node, SourcePosition position) {
    return node.put("file", Paths.file(folder, position.file()))
        .put("line", position.line())
        .put("column", position.column());
  }

  private void report(Report report) {
    ObjectNode site = root.putObject("site");
    site.put("id", report.site().id());
    site.putObject("name")
        .put("zh", report.site().name().zh())
        .put("en", report.site().name().en());
    root.putObject("counts")
        .put("connections", report.links().size())
        .put("equipment", report.site().equipment().size())
        .put("points", report.points())
        .put("rules", report.rules())
        .put("plans", report.site().plans().size())
        .put("tests", report.rehearsals().size());
    links(report.links());
    shipped(report.shipped());
    ArrayNode off = root.putArray("off");
    report.off().forEach(off::add);
    ArrayNode cannot = root.putArray("cannot_be_met");
    for (Finding finding : report.findings()) {
      cannot
          .addObject()
          .put("where", finding.where())
          .put("zh", finding.what().zh())
          .put("en", finding.what().en());
    }
    turns(report);
    tests(report.rehearsals());
  }

  private void turns(Report report) {
    ArrayNode list = root.putArray("on_call");
    for (Turn turn : report.turns()) {
      list.addObject()
          .put("roster", turn.roster().id())
          .put("member", turn.now().member())
          .put("until", turn.now().to().toString())
          .put("next", turn.next().member());
    }
  }

  private void links(List<LinkPlan> links) {
    ArrayNode list = root.putArray("connections");
    for (LinkPlan link : links) {
      ObjectNode one = list.addObject();
      one.put("id", link.connection().id());
      one.put("type", link.connection().type());
      one.put("subscribed", link.manner() == LinkPlan.Manner.SUBSCRIBED);
      one.put("points", link.points());
      one.put("requests_per_cycle", link.requests());
      one.put("registers", link.registers());
      one.put("bits", link.bits());
      link.requestsPerSecond().ifPresent(rate -> one.put("requests_per_s", rate));
      link.load().ifPresent(load -> one.put("load", load));
      ArrayNode reads = one.putArray("reads");
      for (LinkPlan.Read read : link.reads()) {
        reads
            .addObject()
            .put("what", read.what())
            .put("every_ms", read.every().toMillis())
            .put("points", read.points());
      }
    }
  }

  private void shipped(List<ShippedTemplate> templates) {
    ArrayNode list = root.putArray("shipped_templates");
    for (ShippedTemplate template : templates) {
      ObjectNode one = list.addObject().put("id", template.id()).put("title", template.title());
      ObjectNode notVerified = one.putObject("not_verified");
      template.notVerified().forEach(notVerified::put);
    }
  }

  private void tests(List<Rehearsal> rehearsals) {
    ArrayNode list = root.putArray("tests");
    for (Rehearsal rehearsal : rehearsals) {
      ObjectNode one = position(list.addObject(), rehearsal.test().position());
      one.put("name", rehearsal.test().name());
      one.put("passed", rehearsal.passed());
      ArrayNode misses = one.putArray("misses");
      for (Rehearsal.Miss miss : rehearsal.misses()) {
        position(misses.addObject(), miss.position())
            .put("expected", miss.expected())
            .put("found", miss.found());
      }
    }
  }
}
