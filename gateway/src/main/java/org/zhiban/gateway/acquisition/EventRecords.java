package org.zhiban.gateway.acquisition;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.zhiban.gateway.operations.StoredEvent;
import org.zhiban.gateway.security.PrivateFields;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;

/** Makes records of events as they are stored: private fields hashed, the type named. */
public final class EventRecords {
  private final Site site;
  private final PointIndex index;
  private final PrivateFields hiding;

  public EventRecords(Site site, PointIndex index, PrivateFields hiding) {
    this.site = site;
    this.index = index;
    this.hiding = hiding;
  }

  public List<StoredEvent> of(List<PointEvent> events) {
    return events.stream().map(this::of).toList();
  }

  private StoredEvent of(PointEvent event) {
    PointRef ref = index.ref(event.point());
    Set<String> hidden = site.point(ref).privateFields();
    Map<String, Object> fields = hiding.hashed(event.fields(), hidden);
    Object type = fields.getOrDefault("type", ref.point());
    return new StoredEvent(
        ref,
        event.id(),
        String.valueOf(type),
        event.time(),
        event.received(),
        event.told(),
        fields,
        hiding.hidden(ref, event.id(), event.fields(), hidden));
  }

  /** Whether a later record of the same id replaces the earlier one. */
  public boolean lastWins(PointRef point) {
    return site.point(point).source().filter(PointSource::correctsEvents).isPresent();
  }
}
