package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.defaulted;
import static org.zhiban.gateway.config.shape.Key.optional;
import static org.zhiban.gateway.config.shape.Key.required;

import java.util.List;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.Kind;
import org.zhiban.gateway.config.shape.ListShape;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Numbers;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Refs;
import org.zhiban.gateway.config.shape.Secrets;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.gateway.config.shape.Values;
import org.zhiban.gateway.config.shape.Words;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Area;
import org.zhiban.model.site.Contractor;
import org.zhiban.model.staff.Role;
import org.zhiban.model.staff.StaffMember;

/** Staff, areas and contractors. */
final class People {
  /** The word for every area. */
  static final String ALL = "all";

  /** The first administrator, whom the gateway makes itself. */
  private static final String FIRST_ADMINISTRATOR = "admin";

  private static final Key<String> STAFF_ID =
      required("id", Texts.declared(Kind.STAFF), "also the user name");
  private static final Key<String> NAME = required("name", Texts.text(), "for people");
  private static final Key<Role> ROLE =
      required("role", Words.lower("a role", Role.values()), "what the person may do");
  private static final Key<List<String>> TRADES =
      defaulted("trades", ListShape.some(Trades.trade()), List.of(), "orders that may be given");
  private static final Key<List<String>> AREAS =
      defaulted(
          "areas",
          ListShape.some(Refs.to(Kind.AREA, List.of(ALL))),
          List.of(),
          "where the person works");
  private static final Key<String> SHIFT =
      optional("shift", Refs.to(Kind.SHIFT), "when the person works");
  private static final Key<Integer> LEVEL =
      optional("level", Numbers.whole(1, 9), "of an approver, from 1");

  /** A number to call, as people write it. */
  static final Secrets NUMBER =
      Secrets.address("\\+?[0-9][0-9 -]{2,30}", "a telephone number", "write it like 13800000000");

  private static final Key<Secrets.Found> PHONE =
      optional("phone", NUMBER, "to be called and texted by alarms; private");

  static final ListShape<StaffMember> STAFF =
      ListShape.of(
          MappingShape.<StaffMember>of(
                  "a member of staff",
                  List.of(STAFF_ID, NAME, ROLE, TRADES, AREAS, SHIFT, LEVEL, PHONE),
                  (values, _) ->
                      new StaffMember(
                          values.get(STAFF_ID),
                          values.get(NAME),
                          values.get(ROLE),
                          values.get(TRADES),
                          values.get(AREAS),
                          values.find(SHIFT),
                          values.findInt(LEVEL),
                          values
                              .find(PHONE)
                              .flatMap(Secrets.Found::secret)
                              .map(secret -> new StaffMember.Phone(secret.reveal()))))
              .check(People::checkMember));

  private static final Key<String> AREA_ID =
      required("id", Texts.declared(Kind.AREA), "by which equipment and staff name it");
  private static final Key<LocalizedText> TITLE = required("name", Localized.TEXT, "for people");

  static final ListShape<Area> AREA_LIST =
      ListShape.of(
          MappingShape.<Area>of(
                  "an area",
                  List.of(AREA_ID, TITLE),
                  (values, _) -> new Area(values.get(AREA_ID), values.get(TITLE)))
              .check(People::checkArea));

  private static final Key<String> CONTRACTOR_ID =
      required("id", Texts.declared(Kind.CONTRACTOR), "by which plans name it");
  private static final Key<List<String>> CONTRACTED =
      required("trades", ListShape.some(Trades.trade()), "what the company does");
  private static final Key<String> CONTACT = optional("contact", Texts.text(), "how to reach it");

  static final ListShape<Contractor> CONTRACTORS =
      ListShape.of(
          MappingShape.of(
              "a contractor",
              List.of(CONTRACTOR_ID, TITLE, CONTRACTED, CONTACT),
              (values, _) ->
                  new Contractor(
                      values.get(CONTRACTOR_ID),
                      values.get(TITLE),
                      values.get(CONTRACTED),
                      values.find(CONTACT))));

  private People() {}

  private static void checkMember(Values values, Reading reading) {
    values.find(PHONE).ifPresent(phone -> Secrets.needed(phone, values.node(PHONE), reading));
    boolean approver = values.find(ROLE).filter(Role.APPROVER::equals).isPresent();
    if (approver && !values.given(LEVEL)) {
      reading.error(values.mapping(), "an approver needs a 'level'", "add 'level: 1'");
    }
    if (values.find(ROLE).isPresent() && !approver && values.given(LEVEL)) {
      reading.error(
          values.keyNode(LEVEL), "only an approver has a 'level'", "take it out, or change 'role'");
    }
    if (values.find(STAFF_ID).filter(FIRST_ADMINISTRATOR::equals).isPresent()) {
      reading.error(
          values.node(STAFF_ID),
          "'admin' is the first administrator, whom the gateway makes itself",
          "choose another id");
    }
  }

  private static void checkArea(Values values, Reading reading) {
    if (values.find(AREA_ID).filter(ALL::equals).isPresent()) {
      reading.error(values.node(AREA_ID), "'all' means every area already", "choose another id");
    }
  }
}
