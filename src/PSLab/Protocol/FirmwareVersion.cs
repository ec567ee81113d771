namespace OpenEvent.PSLab.Protocol;

/// <summary>A board's firmware version. Boards that do not answer GET_FW_VERSION count as 2.</summary>
public readonly record struct FirmwareVersion(byte Major, byte Minor, byte Patch) : IComparable<FirmwareVersion>
{
    public static FirmwareVersion V2 => new(2, 0, 0);

    public static FirmwareVersion V30 => new(3, 0, 0);

    public static FirmwareVersion V31 => new(3, 1, 0);

    public bool IsBefore3 => Major < 3;

    public bool IsBefore31 => CompareTo(V31) < 0;

    public int CompareTo(FirmwareVersion other) => (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    public static bool operator <(FirmwareVersion left, FirmwareVersion right) => left.CompareTo(right) < 0;

    public static bool operator >(FirmwareVersion left, FirmwareVersion right) => left.CompareTo(right) > 0;

    public static bool operator <=(FirmwareVersion left, FirmwareVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >=(FirmwareVersion left, FirmwareVersion right) => left.CompareTo(right) >= 0;

    public override string ToString() => $"{Major}.{Minor}.{Patch}";
}
