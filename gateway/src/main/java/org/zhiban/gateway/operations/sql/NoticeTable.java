package org.zhiban.gateway.operations.sql;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.zhiban.gateway.operations.NoticeRecords;
import org.zhiban.gateway.operations.Page;
import org.zhiban.model.notice.Notice;
import org.zhiban.model.notice.NoticeChange;
import org.zhiban.model.notice.NoticeState;
import org.zhiban.model.notice.NoticeText;

/** Notices to residents. */
record NoticeTable(Handle handle) implements NoticeRecords {
  private static final RowMapper<Notice> MAPPER =
      Row.mapper(
          row ->
              new Notice(
                  row.text("id"),
                  row.number("version"),
                  new NoticeText(
                      row.word("kind", NoticeText.Kind.class),
                      row.word("supply", NoticeText.Supply.class),
                      row.text("place"),
                      row.text("zh"),
                      row.optionalText("en"),
                      row.instant("from_at"),
                      row.instant("until_at"),
                      row.optionalText("reason"),
                      row.optionalText("work_order"),
                      row.optionalText("plan"),
                      row.optionalText("relief")),
                  row.word("state", NoticeState.class),
                  row.optionalText("number"),
                  row.optionalText("relief_order"),
                  row.text("created_by"),
                  row.instant("created_at"),
                  row.optionalText("approved_by"),
                  row.optionalInstant("approved_at"),
                  row.optionalInstant("published_at"),
                  row.optionalInstant("ended_at")));

  private static final RowMapper<NoticeChange> LINE =
      Row.mapper(
          row ->
              new NoticeChange(
                  row.text("notice"),
                  row.number("place"),
                  row.instant("at"),
                  row.text("actor"),
                  row.text("action"),
                  row.optionalText("from_state").map(NoticeState::valueOf),
                  row.word("to_state", NoticeState.class),
                  row.optionalText("note")));

  @Override
  public Optional<Notice> find(String id) {
    return handle
        .createQuery("SELECT * FROM notice WHERE id = :id")
        .bind("id", id)
        .map(MAPPER)
        .findOne();
  }

  @Override
  public Page<Notice> list(Set<NoticeState> states, Page.Request page) {
    return Select.from("notice")
        .whereAny("state", states)
        .whereGiven("id < :after", "after", page.after())
        .page(handle, "id DESC", page.limit(), MAPPER, Notice::id);
  }

  @Override
  public List<Notice> told(Instant now) {
    return handle
        .createQuery(
            """
            SELECT * FROM notice WHERE state = :state AND until_at > :now ORDER BY from_at, id
            """)
        .bind("state", NoticeState.PUBLISHED)
        .bind("now", now)
        .map(MAPPER)
        .list();
  }

  @Override
  public List<Notice> over(Instant now) {
    return handle
        .createQuery(
            """
            SELECT * FROM notice WHERE state IN (:approved, :published) AND until_at <= :now
            ORDER BY id
            """)
        .bind("approved", NoticeState.APPROVED)
        .bind("published", NoticeState.PUBLISHED)
        .bind("now", now)
        .map(MAPPER)
        .list();
  }

  @Override
  public List<NoticeChange> history(String id) {
    return handle
        .createQuery("SELECT * FROM notice_change WHERE notice = :id ORDER BY place")
        .bind("id", id)
        .map(LINE)
        .list();
  }

  @Override
  public int nextNumber(int year) {
    handle.execute(
        """
        INSERT INTO notice_number (year, last) VALUES (?, 1)
        ON CONFLICT (year) DO UPDATE SET last = notice_number.last + 1
        """,
        year);
    return handle
        .createQuery("SELECT last FROM notice_number WHERE year = :year")
        .bind("year", year)
        .mapTo(Integer.class)
        .one();
  }

  @Override
  public void record(Notice notice, NoticeChange change) {
    save(notice);
    handle
        .createUpdate(
            """
            INSERT INTO notice_change (
              notice, place, at, actor, action, from_state, to_state, note)
            VALUES (:notice, :place, :at, :actor, :action, :fromState, :toState, :note)
            """)
        .bind("notice", change.notice())
        .bind("place", change.place())
        .bind("at", change.time())
        .bind("actor", change.actor())
        .bind("action", change.action())
        .bind("fromState", change.from().map(NoticeState::name))
        .bind("toState", change.to())
        .bind("note", change.note())
        .execute();
  }

  private void save(Notice notice) {
    NoticeText text = notice.text();
    handle
        .createUpdate(
            """
            INSERT INTO notice (
              id, version, kind, supply, place, zh, en, from_at, until_at, reason, work_order,
              plan, relief, state, number, relief_order, created_by, created_at, approved_by,
              approved_at, published_at, ended_at)
            VALUES (
              :id, :version, :kind, :supply, :place, :zh, :en, :fromAt, :untilAt, :reason,
              :workOrder, :plan, :relief, :state, :number, :reliefOrder, :createdBy, :createdAt,
              :approvedBy, :approvedAt, :publishedAt, :endedAt)
            ON CONFLICT (id) DO UPDATE SET
              version = excluded.version, kind = excluded.kind, supply = excluded.supply,
              place = excluded.place, zh = excluded.zh, en = excluded.en,
              from_at = excluded.from_at, until_at = excluded.until_at,
              reason = excluded.reason, work_order = excluded.work_order, plan = excluded.plan,
              relief = excluded.relief, state = excluded.state, number = excluded.number,
              relief_order = excluded.relief_order, approved_by = excluded.approved_by,
              approved_at = excluded.approved_at, published_at = excluded.published_at,
              ended_at = excluded.ended_at
            """)
        .bind("id", notice.id())
        .bind("version", notice.version())
        .bind("kind", text.kind())
        .bind("supply", text.supply())
        .bind("place", text.where())
        .bind("zh", text.zh())
        .bind("en", text.en())
        .bind("fromAt", text.from())
        .bind("untilAt", text.until())
        .bind("reason", text.reason())
        .bind("workOrder", text.order())
        .bind("plan", text.plan())
        .bind("relief", text.relief())
        .bind("state", notice.state())
        .bind("number", notice.number())
        .bind("reliefOrder", notice.reliefOrder())
        .bind("createdBy", notice.createdBy())
        .bind("createdAt", notice.createdAt())
        .bind("approvedBy", notice.approvedBy())
        .bind("approvedAt", notice.approvedAt())
        .bind("publishedAt", notice.publishedAt())
        .bind("endedAt", notice.endedAt())
        .execute();
  }
}
