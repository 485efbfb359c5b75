package org.zhiban.rules.alarm;

import java.time.Duration;
import java.time.Instant;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;

/** Why an alarm is not acknowledged, reset, shelved or brought back. */
public sealed interface AlarmRefusal {
  /** For the person who asked. */
  LocalizedText words();

  /** No such alarm stands. */
  record NotStanding(String alarm) implements AlarmRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          "报警 " + alarm + " 已不存在，请刷新列表", "Alarm " + alarm + " no longer stands; refresh the list");
    }
  }

  /** Somebody was quicker. */
  record AlreadyAcknowledged(String by) implements AlarmRefusal {
    @Override
    public LocalizedText words() {
      return by.isEmpty()
          ? new LocalizedText("该报警无需确认", "This alarm needs no acknowledgement")
          : new LocalizedText(by + " 已确认", "Already acknowledged by " + by);
    }
  }

  /** There is no latch to reset. */
  record NotLatched() implements AlarmRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          "该报警未锁定，无需复位", "This alarm is not latched; there is nothing to reset");
    }
  }

  /** A latch is reset only when the condition is gone. */
  record StillActive() implements AlarmRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          "报警条件仍然存在，排除后才能复位", "The condition still holds; reset when it is gone");
    }
  }

  /** A latch is not reset while nobody can tell whether the condition is gone. */
  record ConditionUnknown() implements AlarmRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          "测点数据无效，无法判断条件是否消除；恢复通信后再复位",
          "The points are bad, so nobody can tell whether the condition is gone; reset when they"
              + " are good");
    }
  }

  /** Life safety is never put aside. */
  record LifeSafety() implements AlarmRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText("生命安全报警不得搁置", "An alarm of life safety is never shelved");
    }
  }

  /** It is over, and another was raised since. */
  record Over() implements AlarmRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          "该报警已恢复，同一规则又有新报警；请确认或复位本条，需要时搁置新的一条",
          "This alarm is over and another was raised since; acknowledge or reset this one, and"
              + " shelve the new one if need be");
    }
  }

  /** Longer than the priority allows. */
  record TooLong(Priority priority, Duration longest) implements AlarmRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          priority.word() + " 报警最多搁置 " + longest.toMinutes() + " 分钟",
          priority.word() + " alarms are shelved for " + longest.toMinutes() + " minutes at most");
    }
  }

  /** A shelf ends in the future. */
  record EndsInThePast(Instant until) implements AlarmRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText("搁置的结束时间已过", "The end of the shelving has passed");
    }
  }

  /** A shelf needs a reason. */
  record ReasonMissing() implements AlarmRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText("搁置必须写明原因", "Shelving needs a reason");
    }
  }

  /** It is not shelved. */
  record NotShelved() implements AlarmRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText("该报警未被搁置", "This alarm is not shelved");
    }
  }
}
