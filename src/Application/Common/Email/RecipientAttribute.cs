namespace OpenEvent.Application.Common;

/// <summary>The recipients of a kind of e-mail, as staff read them, e.g. <c>Buyer</c>.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RecipientAttribute(string recipient) : Attribute
{
    public string Recipient => recipient;

    /// <summary>
    /// What the e-mails are about, for the page on which a recipient stops them: the words after "E-mails about". Null if they are
    /// required.
    /// </summary>
    public string? About { get; init; }
}
