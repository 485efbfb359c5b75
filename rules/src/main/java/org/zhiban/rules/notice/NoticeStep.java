package org.zhiban.rules.notice;

import org.zhiban.model.notice.Notice;
import org.zhiban.model.notice.NoticeChange;

/** A notice after a step, and the line of its history. */
public record NoticeStep(Notice notice, NoticeChange change) {}
