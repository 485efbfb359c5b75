package org.zhiban.rules.patrol;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.zhiban.model.LocalizedText;
import org.zhiban.rules.ClockWords;

/** Why a checkpoint is not proved, and what to do. */
public sealed interface ProofRefusal {
  record NotOnThisWalk(String checkpoint) implements ProofRefusal {}

  record TooEarly(Instant from) implements ProofRefusal {}

  record Over(Instant end) implements ProofRefusal {}

  record NoteMissing() implements ProofRefusal {}

  record FindingOnRecord(Optional<String> order) implements ProofRefusal {}

  /** For a person, with the clock of the site. */
  default LocalizedText words(ZoneId zone) {
    return switch (this) {
      case NotOnThisWalk(var checkpoint) ->
          new LocalizedText(
              "本次巡检不经过“" + checkpoint + "”；有问题请直接报修",
              "this walk does not pass '" + checkpoint + "'; report what you found as a fault");
      case TooEarly(var from) ->
          new LocalizedText(
              "还没到时间，" + ClockWords.of(from, zone) + " 起可以巡检",
              "it is too early; this walk begins at " + ClockWords.of(from, zone));
      case Over(var end) ->
          new LocalizedText(
              "本次巡检已于 " + ClockWords.of(end, zone) + " 结束；有问题请直接报修",
              "this walk was over at "
                  + ClockWords.of(end, zone)
                  + "; report what you found as a fault");
      case NoteMissing() -> new LocalizedText("请写明发现了什么", "note: say what you found");
      case FindingOnRecord(var order) ->
          new LocalizedText(
              "此点已有问题在案" + order.map(id -> "：" + id).orElse("") + "；请在该工单中补充，或另行报修",
              "a finding is on record here"
                  + order.map(id -> ": " + id).orElse("")
                  + "; add to that order, or report another fault");
    };
  }
}
