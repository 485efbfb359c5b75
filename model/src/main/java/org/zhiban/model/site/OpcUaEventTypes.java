package org.zhiban.model.site;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.site.PointSource.EventField;
import org.zhiban.model.site.PointSource.FieldType;
import org.zhiban.model.site.PointSource.OpcUaEvents;

/**
 * The event types of the standard by their names, with their node ids in namespace 0 (OPC 10000-5,
 * 6.4; OPC 10000-9, 5; numbers of the OPC Foundation's NodeIds.csv).
 */
public final class OpcUaEventTypes {
  private static final Map<String, Integer> NUMBERS = numbers();

  /** The fields of an event point that names none: those of every event, and of conditions. */
  public static final Map<String, EventField> FIELDS = fields();

  private OpcUaEventTypes() {}

  private static Map<String, Integer> numbers() {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    numbers.put("BaseEventType", 2041);
    numbers.put("SystemEventType", 2130);
    numbers.put("DeviceFailureEventType", 2131);
    numbers.put("ProgressEventType", 11436);
    numbers.put("AuditEventType", 2052);
    numbers.put("ConditionType", 2782);
    numbers.put("DialogConditionType", 2830);
    numbers.put("AcknowledgeableConditionType", 2881);
    numbers.put("AlarmConditionType", 2915);
    numbers.put("LimitAlarmType", 2955);
    numbers.put("ExclusiveLimitAlarmType", 9341);
    numbers.put("ExclusiveLevelAlarmType", 9482);
    numbers.put("ExclusiveDeviationAlarmType", 9764);
    numbers.put("ExclusiveRateOfChangeAlarmType", 9623);
    numbers.put("NonExclusiveLimitAlarmType", 9906);
    numbers.put("NonExclusiveLevelAlarmType", 10060);
    numbers.put("NonExclusiveDeviationAlarmType", 10368);
    numbers.put("NonExclusiveRateOfChangeAlarmType", 10214);
    numbers.put("DiscreteAlarmType", 10523);
    numbers.put("OffNormalAlarmType", 10637);
    numbers.put("SystemOffNormalAlarmType", 11753);
    numbers.put("TripAlarmType", 10751);
    numbers.put("CertificateExpirationAlarmType", 13225);
    numbers.put("DiscrepancyAlarmType", 17080);
    return Collections.unmodifiableMap(numbers);
  }

  private static Map<String, EventField> fields() {
    Map<String, EventField> fields = new LinkedHashMap<>();
    fields.put("event_id", new EventField(FieldType.TEXT, "EventId"));
    fields.put("type", new EventField(FieldType.TEXT, "EventType"));
    fields.put("source_node", new EventField(FieldType.TEXT, "SourceNode"));
    fields.put("source_name", new EventField(FieldType.TEXT, "SourceName"));
    fields.put("time", new EventField(FieldType.TEXT, "Time"));
    fields.put("receive_time", new EventField(FieldType.TEXT, "ReceiveTime"));
    fields.put("message", new EventField(FieldType.TEXT, "Message"));
    fields.put("severity", new EventField(FieldType.NUMBER, "Severity"));
    fields.put("condition_name", new EventField(FieldType.TEXT, "ConditionName"));
    fields.put("condition_id", new EventField(FieldType.TEXT, OpcUaEvents.CONDITION_ID));
    fields.put("active", new EventField(FieldType.BOOL, "ActiveState/Id"));
    fields.put("acked", new EventField(FieldType.BOOL, "AckedState/Id"));
    fields.put("retain", new EventField(FieldType.BOOL, "Retain"));
    fields.put("branch_id", new EventField(FieldType.TEXT, "BranchId"));
    fields.put("quality", new EventField(FieldType.TEXT, "Quality"));
    return Collections.unmodifiableMap(fields);
  }

  /** The names that a site may write. */
  public static Set<String> names() {
    return NUMBERS.keySet();
  }

  /** The node id of a name, in the standard's string form. */
  public static Optional<String> node(String name) {
    return Optional.ofNullable(NUMBERS.get(name)).map(number -> "i=" + number);
  }
}
