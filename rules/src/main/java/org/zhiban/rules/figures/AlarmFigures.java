package org.zhiban.rules.figures;

import static org.zhiban.rules.figures.Figure.Section.ALARMS;
import static org.zhiban.rules.figures.OrderFigures.rows;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhiban.rules.figures.Counted.Kind;
import org.zhiban.rules.figures.Counted.Row;
import org.zhiban.rules.figures.Records.OfAlarm;

/** How many alarms there were, and what became of them. */
final class AlarmFigures {
  private AlarmFigures() {}

  static final List<Figure> ALL =
      List.of(
          Words.figure("alarms_raised", ALARMS, Unit.COUNT, "报警次数", "Alarms")
              .means(
                  "本期产生的报警；仅记录的（日志级）和记录为“已抑制/停用检修”的不计，搁置的照计。",
                  "Alarms raised in the period. Journal lines, and those whose record stands as"
                      + " suppressed or out of service, are none of them; shelved ones are.")
              .asked("R31")
              .by(
                  (basis, period) ->
                      rows(told(basis, period).map(alarm -> counted(basis, alarm, 1, 0)))),
          Words.figure("alarms_suppressed", ALARMS, Unit.COUNT, "被抑制的报警", "Alarms suppressed")
              .means(
                  "本期产生、记录为“已抑制”或“停用检修”的报警。",
                  "Alarms raised in the period whose record stands as suppressed or out of"
                      + " service.")
              .asked("R31")
              .by(
                  (basis, period) ->
                      rows(
                          of(basis, period)
                              .filter(OfAlarm::suppressed)
                              .map(alarm -> counted(basis, alarm, 1, 0)))),
          Words.figure(
                  "alarm_mtta", ALARMS, Unit.MINUTES, "报警平均确认时间 MTTA", "MTTA, to acknowledgement")
              .means(
                  "本期产生并已确认的报警（被抑制的除外）：从产生到确认的平均时间。未确认的不在内。",
                  "Alarms raised in the period and acknowledged, suppressed ones left out: from"
                      + " raising to acknowledgement. Those that nobody acknowledged are not in"
                      + " it.")
              .asked("R12")
              .by(
                  (basis, period) ->
                      rows(
                          told(basis, period)
                              .flatMap(
                                  alarm ->
                                      alarm
                                          .acknowledgedAt()
                                          .map(
                                              time ->
                                                  counted(
                                                      basis,
                                                      alarm,
                                                      OrderCourse.span(alarm.raisedAt(), time)
                                                          .toMillis(),
                                                      1))
                                          .stream()))),
          Words.figure("alarm_to_order", ALARMS, Unit.SHARE, "报警转工单率", "Alarms with an order")
              .means(
                  "本期产生的报警（被抑制的除外）中，归入某个工单的比例。",
                  "Alarms raised in the period, suppressed ones left out: those that an order"
                      + " holds.")
              .asked("R31")
              .by(
                  (basis, period) ->
                      rows(
                          told(basis, period)
                              .map(
                                  alarm ->
                                      counted(
                                          basis, alarm, basis.ordered(alarm.id()) ? 1 : 0, 1)))),
          Words.figure("false_alarms", ALARMS, Unit.SHARE, "误报率", "False alarms")
              .means("经核实为误报的报警比例。", "Alarms that were found to be false.")
              .asked("R31")
              .notKnown("报警和工单不记录“误报”结论", "no alarm or order says whether it was false"));

  private static Stream<OfAlarm> of(Basis basis, Period period) {
    return basis.alarms().stream().filter(alarm -> period.contains(alarm.raisedAt()));
  }

  private static Stream<OfAlarm> told(Basis basis, Period period) {
    return of(basis, period).filter(alarm -> !alarm.suppressed());
  }

  private static Counted counted(Basis basis, OfAlarm alarm, long numerator, long denominator) {
    Optional<String> equipment = Optional.of(alarm.equipment()).filter(id -> !id.isEmpty());
    return new Counted(
        new Row(Kind.ALARM, alarm.id(), Optional.empty(), equipment),
        alarm.raisedAt(),
        numerator,
        denominator,
        basis.keys(alarm));
  }
}
