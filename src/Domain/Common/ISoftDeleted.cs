namespace OpenEvent.Domain.Common;

/// <summary>Deleting stamps the row; reads hide it; staff may look at it, bring it back or remove it for good.</summary>
public interface ISoftDeleted
{
    DateTimeOffset? DeletedAt { get; set; }
}
