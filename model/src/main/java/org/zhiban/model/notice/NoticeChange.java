package org.zhiban.model.notice;

import java.time.Instant;
import java.util.Optional;

/**
 * A line of a notice's history.
 *
 * @param place counts its lines, from 1
 * @param actor a user, or {@code zhiban} for the clock
 * @param from empty: it was begun
 */
public record NoticeChange(
    String notice,
    int place,
    Instant time,
    String actor,
    String action,
    Optional<NoticeState> from,
    NoticeState to,
    Optional<String> note) {}
