package org.zhiban.gateway.operations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.zhiban.model.patrol.Walk;

/** What can be asked about walks of routes. Lists are earliest first. */
public interface PatrolQueries {
  /** Those with {@code from <= nominal < to}. */
  List<Walk> walks(Instant from, Instant to);

  /** Those that are to be walked or being walked, whatever their time. */
  List<Walk> plannedWalks();

  Optional<Walk> walk(Walk.Key key);
}
