namespace OpenEvent.Application.Common;

/// <summary>The recipients of a kind of e-mail, as staff read them, e.g. <c>Buyer</c>.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RecipientAttribute(string recipient) : Attribute
{
    public string Recipient => recipient;
}
