using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Platform;

/// <summary>Numbers of the whole platform, for staff. There is one row, a query, with the id 1. Deleted rows do not count.</summary>
public abstract class AdminStatistics : Entity;
