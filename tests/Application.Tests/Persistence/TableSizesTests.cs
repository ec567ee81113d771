using NUnit.Framework;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Application.Tests.Persistence;

public sealed class TableSizesTests
{
    private const long Megabyte = 1024 * 1024;

    [Test]
    public void A_row_of_a_table_that_was_not_analysed_has_its_share_of_the_table() =>
        Assert.That(TableSizes.GetBytesPerRow(1000, Megabyte, null, 0), Is.EqualTo((Megabyte - 65_536) / 1000));

    [Test]
    public void Pages_that_deleted_rows_have_left_do_not_count() =>
        Assert.That(TableSizes.GetBytesPerRow(10, 100 * Megabyte, 400, 0), Is.EqualTo(400));

    [Test]
    public void Long_values_that_are_stored_apart_count() =>
        Assert.That(TableSizes.GetBytesPerRow(10, 100 * Megabyte, 400, 50), Is.EqualTo(400 + (5 * 2000)));

    [Test]
    public void A_table_whose_rows_are_unknown_does_not_look_like_one_wide_row() =>
        Assert.That(TableSizes.GetBytesPerRow(0, 100 * Megabyte, null, 0), Is.EqualTo(1000));
}
