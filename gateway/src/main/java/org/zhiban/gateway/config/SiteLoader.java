package org.zhiban.gateway.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.grammar.PartFiles;
import org.zhiban.gateway.config.grammar.PartFiles.PlanFile;
import org.zhiban.gateway.config.grammar.SiteChecks;
import org.zhiban.gateway.config.grammar.SiteFile;
import org.zhiban.gateway.config.grammar.Templates;
import org.zhiban.gateway.config.grammar.Templates.Template;
import org.zhiban.gateway.config.problem.Problems;
import org.zhiban.gateway.config.shape.Kind;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shipped.ShippedTemplates;
import org.zhiban.gateway.config.yaml.Composer;
import org.zhiban.gateway.config.yaml.Node;
import org.zhiban.model.site.Checklist;
import org.zhiban.model.site.Holidays;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.RuleTest;
import org.zhiban.model.site.Scenario;
import org.zhiban.model.site.Site;
import org.zhiban.model.site.SourcePosition;

/**
 * Reads a site folder: {@code site.yaml}, and the files of {@code templates}, {@code plans}, {@code
 * rules}, {@code tests} and {@code scenarios}; a template that none of them holds may be one that
 * comes with the program. It finds all that is wrong at once, and never throws for what a user
 * wrote.
 */
public final class SiteLoader {
  /** Nobody asks for the day: a rule is judged from its own beginning. */
  private static final InstantSource UNKNOWN = InstantSource.fixed(Instant.EPOCH);

  private final SiteFiles files;
  private final Problems problems = new Problems();
  private final Reading reading;

  private SiteLoader(SiteFiles files, SecretSource secrets, InstantSource clock) {
    this.files = files;
    reading =
        Reading.of(problems, secrets, files, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
  }

  /** Reads a folder of the machine. */
  public static Loading load(Path folder, SecretSource secrets) {
    return load(folder, secrets, UNKNOWN);
  }

  /** The same for somebody who also wants to know what is over. */
  public static Loading load(Path folder, SecretSource secrets, InstantSource clock) {
    if (!Files.isDirectory(folder)) {
      Problems problems = new Problems();
      problems.error(
          new SourcePosition("", 1, 1),
          Files.exists(folder) ? "this is a file" : "there is no such folder",
          "name a folder with a site.yaml in it");
      return new Loading.Refused(problems.all());
    }
    return load(SiteFiles.in(folder), secrets, clock);
  }

  /** Reads files, wherever they are. */
  public static Loading load(SiteFiles files, SecretSource secrets) {
    return load(files, secrets, UNKNOWN);
  }

  /** The same, as it is read at a time. */
  static Loading load(SiteFiles files, SecretSource secrets, InstantSource clock) {
    return new SiteLoader(files, secrets, clock).load();
  }

  /**
   * The files that are read as parts of a site, by name, and where in them the language has a
   * secret; what is wrong in them is passed over.
   */
  public static SecretPlaces secretPlaces(SiteFiles files) {
    SiteLoader loader = new SiteLoader(files, SecretSource.none(), UNKNOWN);
    Documents documents = new Documents(files, loader.problems);
    documents.read();
    loader.contents(documents);
    return SecretPlaces.of(documents.sound(), loader.reading.secretPlaces());
  }

  /** What the files say. */
  private record Contents(
      Map<String, Template> templates,
      SiteFile.@Nullable Parts parts,
      List<PlanFile> plans,
      List<Map<String, RuleSpec>> rules,
      List<List<RuleTest>> tests,
      List<Scenario> scenarios) {}

  private Contents contents(Documents documents) {
    Map<String, Template> templates = new LinkedHashMap<>();
    for (Template template : all(documents.folder("templates"), Templates.SHAPE)) {
      templates.putIfAbsent(template.id(), template);
    }
    List<PlanFile> plans = all(documents.folder("plans"), PartFiles.PLAN_FILE);
    Node root = documents.document(Documents.SITE);
    ship(root, templates);
    return new Contents(
        templates,
        root == null ? null : SiteFile.shape(templates).read(root, reading),
        plans,
        all(documents.folder("rules"), PartFiles.RULE_FILE),
        all(documents.folder("tests"), PartFiles.TEST_FILE),
        all(documents.folder("scenarios"), PartFiles.SCENARIO_FILE));
  }

  private Loading load() {
    Documents documents = new Documents(files, problems);
    documents.read();
    Contents contents = contents(documents);
    if (documents.whole()) {
      SiteChecks.unused(contents.templates().values(), reading);
      reading.finish();
      SiteChecks.run(reading);
    }
    SiteFile.Parts parts = contents.parts();
    if (parts == null || problems.hasErrors()) {
      return new Loading.Refused(problems.all());
    }
    Site site = site(parts, contents);
    RuleProblems.find(site, problems);
    LinkProblems.find(site, problems);
    return problems.hasErrors()
        ? new Loading.Refused(problems.all())
        : new Loading.Loaded(site, problems.all());
  }

  /** Adds the templates that equipment names and that only the program has. */
  private void ship(@Nullable Node root, Map<String, Template> templates) {
    reading.names().offer(Kind.TEMPLATE, ShippedTemplates.ids());
    for (String id : SiteFile.templatesNamed(root)) {
      if (!reading.names().has(Kind.TEMPLATE, id)) {
        ShippedTemplates.find(id)
            .map(shipped -> Composer.compose(shipped.source(), problems))
            .map(document -> Templates.SHAPE.read(document, reading))
            .ifPresent(template -> templates.put(id, template));
      }
    }
  }

  private <T> List<T> all(List<Node> documents, MappingShape<T> shape) {
    List<T> read = new ArrayList<>();
    for (Node document : documents) {
      @Nullable T value = shape.read(document, reading);
      Optional.ofNullable(value).ifPresent(read::add);
    }
    return read;
  }

  private static Site site(SiteFile.Parts parts, Contents contents) {
    Map<String, RuleSpec> rules = new LinkedHashMap<>();
    contents.rules().forEach(rules::putAll);
    Map<String, PlanSpec> plans = new LinkedHashMap<>();
    contents.plans().forEach(file -> plans.putAll(file.plans()));
    Map<String, Checklist> checklists = new LinkedHashMap<>();
    contents.plans().forEach(file -> checklists.putAll(file.checklists()));
    Map<String, Scenario> scenarios = new LinkedHashMap<>();
    contents.scenarios().forEach(scenario -> scenarios.put(scenario.id(), scenario));
    Holidays holidays =
        contents.plans().stream()
            .flatMap(file -> file.holidays().stream())
            .findFirst()
            .orElse(PartFiles.NO_HOLIDAYS);
    return parts.site(
        rules,
        plans,
        checklists,
        holidays,
        contents.tests().stream().flatMap(List::stream).toList(),
        scenarios);
  }
}
