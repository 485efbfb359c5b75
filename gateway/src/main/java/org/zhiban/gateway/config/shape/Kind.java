package org.zhiban.gateway.config.shape;

/** Things of a site that have an id and are referred to. */
public enum Kind {
  CONNECTION("connection", "there are these connections"),
  TEMPLATE("template", "there are these templates"),
  EQUIPMENT("equipment", "there are these equipments"),
  STAFF("member of staff", "there are these members of staff"),
  SHIFT("shift", "there are these shifts"),
  ROSTER("roster", "there are these rosters"),
  AREA("area", "there are these areas"),
  CONTRACTOR("contractor", "there are these contractors"),
  PLAN("plan", "there are these plans"),
  CHECKLIST("checklist", "there are these checklists"),
  CHANNEL("channel", "there are these channels"),
  PATROL("patrol", "there are these patrols"),
  SCENARIO("scenario", "there are these scenarios"),
  SITE_RULE("rule of the site", "there are these rules of the site");

  private final String word;
  private final String candidatesAre;

  Kind(String word, String candidatesAre) {
    this.word = word;
    this.candidatesAre = candidatesAre;
  }

  public String word() {
    return word;
  }

  /** The beginning of a remedy that lists them. */
  public String candidatesAre() {
    return candidatesAre;
  }
}
