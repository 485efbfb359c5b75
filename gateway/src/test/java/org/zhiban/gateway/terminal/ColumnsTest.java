package org.zhiban.gateway.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColumnsTest {
  @Test
  void columnsStandUnderOneAnotherHoweverWideTheirCharacters() {
    Columns columns = new Columns();
    columns.row("水泵房", "4 点");
    columns.row("pump-room", "12 点");
    columns.row("B1水泵", "1 点");

    assertThat(columns.lines("  "))
        .containsExactly("  水泵房     4 点", "  pump-room  12 点", "  B1水泵     1 点");
  }

  @Test
  void aWideCharacterTakesTwoCells() {
    assertThat(Columns.width("1#生活水泵")).isEqualTo(10);
    assertThat(Columns.width("，：")).isEqualTo(4);
    assertThat(Columns.width("m³/h °C")).isEqualTo(7);
  }
}
