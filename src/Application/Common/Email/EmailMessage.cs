namespace OpenEvent.Application.Common;

/// <summary>What a kind of letter needs to know. The kind's template has the record's name in snake case, as the reference names its mails.</summary>
public abstract record EmailMessage;
