using OpenEvent.PSLab.Instruments;

namespace OpenEvent.PSLab.Virtual;

/// <summary>The pressure sensor BMP180 at address 0x77, with the calibration of the example in its data sheet.</summary>
internal sealed class Bmp180(SimulatedEnvironment environment) : RegisterDevice
{
    private const byte FirstCalibration = 0xAA,
        LastCalibration = 0xBF,
        Id = 0xD0,
        Reset = 0xE0,
        Control = 0xF4,
        FirstResult = 0xF6;

    private const byte MeasureTemperature = 0x2E,
        MeasurePressure = 0x34;

    private static readonly Bmp180Calibration Calibration = Bmp180Calibration.DataSheetExample;

    private readonly byte[] _words = Calibration.ToBytes();
    private byte _control;
    private int _result;

    protected override byte ReadRegister(byte register) =>
        register switch
        {
            >= FirstCalibration and <= LastCalibration => _words[register - FirstCalibration],
            Id => 0x55,
            Control => _control,
            >= FirstResult and < FirstResult + 3 => (byte)(_result >> 8 * (FirstResult + 2 - register)),
            _ => 0,
        };

    protected override void WriteRegister(byte register, byte value)
    {
        if (register == Reset && value == 0xB6)
            _control = 0;
        if (register != Control)
            return;
        _control = (byte)(value & ~0x20); // the start bit is cleared at the end of the conversion
        var raw = Calibration.FindRawTemperature(environment.Temperature);
        var oversampling = value >> 6;
        if (value == MeasureTemperature)
            _result = raw << 8;
        else if ((value & 0x3F) == MeasurePressure)
            _result = Calibration.FindRawPressure(environment.Pressure, raw, oversampling) << 8 - oversampling;
    }
}
