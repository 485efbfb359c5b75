package org.zhiban.simulators.video;

import static org.zhiban.simulators.plant.FaultKind.shownByAny;

import java.util.List;
import org.zhiban.model.equipment.EquipmentClass;
import org.zhiban.simulators.plant.Behaviour;
import org.zhiban.simulators.plant.EquipmentKind;
import org.zhiban.simulators.plant.Readings;
import org.zhiban.simulators.plant.Setting;
import org.zhiban.simulators.plant.Step;

/** A recorder of sixteen cameras. */
public final class Recorder implements Behaviour {
  private static final String CAMERA_LOST = "camera_lost";
  private static final String DISK_FAULT = "disk_fault";
  private static final String NOT_RECORDING = "not_recording";
  private static final int CAMERAS = 16;

  public static final EquipmentKind KIND =
      new EquipmentKind(
          EquipmentClass.RECORDER,
          List.of(
              shownByAny(CAMERA_LOST, "视频丢失", "A camera is lost", "cameras_online"),
              shownByAny(DISK_FAULT, "磁盘故障", "Disk fault", "disk_fault"),
              shownByAny(NOT_RECORDING, "停止录像", "Does not record", "recording")),
          Recorder::new);

  private final double diskUsed;

  private Recorder(Setting setting) {
    diskUsed = setting.normal("disk_used", setting.between(78, 84));
  }

  @Override
  public void step(Step step, Readings readings) {
    readings.flag("online", true);
    readings.flag("recording", !step.has(NOT_RECORDING));
    readings.number("cameras_total", CAMERAS);
    readings.number("cameras_online", step.has(CAMERA_LOST) ? CAMERAS - 1 : CAMERAS);
    readings.number("disk_used", diskUsed);
    readings.flag("disk_fault", step.has(DISK_FAULT));
    readings.number("temperature", 41);
  }
}
