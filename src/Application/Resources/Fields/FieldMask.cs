namespace OpenEvent.Application.Resources;

/// <summary>The fields and relationships of one type to write, one bit each: at most 128 fields and 128 relationships.</summary>
internal readonly record struct FieldMask(UInt128 Fields, UInt128 Relationships)
{
    public static readonly FieldMask All = new(UInt128.MaxValue, UInt128.MaxValue);

    public bool HasField(int index) => (Fields & (UInt128.One << index)) != UInt128.Zero;

    public bool HasRelationship(int index) => (Relationships & (UInt128.One << index)) != UInt128.Zero;

    public FieldMask Or(FieldMask other) => new(Fields | other.Fields, Relationships | other.Relationships);

    public FieldMask And(FieldMask other) => new(Fields & other.Fields, Relationships & other.Relationships);
}
