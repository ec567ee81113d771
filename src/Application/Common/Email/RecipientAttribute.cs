namespace OpenEvent.Application.Common;

/// <summary>Who gets a kind of letter, for staff to read, e.g. <c>Buyer</c>.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RecipientAttribute(string recipient) : Attribute
{
    public string Recipient => recipient;
}
