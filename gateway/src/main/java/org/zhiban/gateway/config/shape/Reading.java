package org.zhiban.gateway.config.shape;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zhiban.gateway.config.SecretSource;
import org.zhiban.gateway.config.SiteFiles;
import org.zhiban.gateway.config.problem.Problems;
import org.zhiban.gateway.config.yaml.Node;
import org.zhiban.model.site.SourcePosition;

/**
 * One reading of a site: what was found wrong, which ids are known, and the checks that must wait
 * until all files are read. A reading of a part shares them with the whole.
 */
public final class Reading {
  private final Problems problems;
  private final Names names;
  private final SecretSource secrets;
  private final SiteFiles files;
  private final LocalDate today;
  private final List<Runnable> later;
  private final List<Secrets.Place> secretPlaces;
  private final Scope scope;

  private Reading(
      Problems problems,
      Names names,
      SecretSource secrets,
      SiteFiles files,
      LocalDate today,
      List<Runnable> later,
      List<Secrets.Place> secretPlaces,
      Scope scope) {
    this.problems = problems;
    this.names = names;
    this.secrets = secrets;
    this.files = files;
    this.today = today;
    this.later = later;
    this.secretPlaces = secretPlaces;
    this.scope = scope;
  }

  /**
   * The reading of a whole site.
   *
   * @param today what is over is judged by
   */
  public static Reading of(
      Problems problems, SecretSource secrets, SiteFiles files, LocalDate today) {
    return new Reading(
        problems,
        new Names(),
        secrets,
        files,
        today,
        new ArrayList<>(),
        new ArrayList<>(),
        Scope.SITE);
  }

  public void error(Node at, String what, String remedy) {
    error(at.position(), what, remedy);
  }

  /** An error; what it says of an address is without the password in that. */
  public void error(SourcePosition at, String what, String remedy) {
    problems.error(
        at,
        what.contains("://") ? SecretPart.hide(what, List.of(Credentials.IN_ADDRESS)) : what,
        remedy);
  }

  public void warning(Node at, String what, String remedy) {
    problems.warning(at.position(), what, remedy);
  }

  public void warning(SourcePosition at, String what, String remedy) {
    problems.warning(at, what, remedy);
  }

  /** A check that needs the whole site; it runs once, after everything is read. */
  public void later(Runnable check) {
    later.add(check);
  }

  /** Runs what had to wait. */
  public void finish() {
    later.forEach(Runnable::run);
    later.clear();
  }

  public Names names() {
    return names;
  }

  public SecretSource secrets() {
    return secrets;
  }

  /** Notes where the language has a secret. */
  void secretAt(Secrets.Place place) {
    secretPlaces.add(place);
  }

  /** Where the language has a secret in what was read so far, written out or not. */
  public List<Secrets.Place> secretPlaces() {
    return List.copyOf(secretPlaces);
  }

  public LocalDate today() {
    return today;
  }

  /** The files beside the one that is read. */
  public SiteFiles files() {
    return files;
  }

  /** Declares an id; a repeated one is an error. */
  public void declare(Kind kind, Node.Scalar id) {
    names
        .declare(kind, id.text(), id.position())
        .ifPresent(
            first ->
                error(
                    id,
                    kind.word() + " '" + id.text() + "' stands twice, first at " + first,
                    "give one of them another id"));
  }

  /** The same reading for the value of a key. */
  public Reading under(Node.Scalar key) {
    return in(new Scope(scope.equipment(), Optional.of(key), scope.lifeSafety(), scope.unfilled()));
  }

  /** The same reading for the points and rules of an equipment. */
  public Reading ofEquipment(String equipment, boolean lifeSafety) {
    return in(new Scope(Optional.of(equipment), scope.name(), lifeSafety, scope.unfilled()));
  }

  /** The same reading for a template that no equipment uses. */
  public Reading unfilled(String template, boolean lifeSafety) {
    return in(new Scope(Optional.of(template), scope.name(), lifeSafety, true));
  }

  private Reading in(Scope inner) {
    return new Reading(problems, names, secrets, files, today, later, secretPlaces, inner);
  }

  public Scope scope() {
    return scope;
  }

  /** The key under which the value stands. */
  public Node.Scalar name() {
    return scope.name().orElseThrow();
  }
}
