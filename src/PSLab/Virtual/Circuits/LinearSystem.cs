namespace OpenEvent.PSLab.Virtual;

/// <summary>
/// A small dense system of linear equations. It keeps the LU factors (with row exchange) as long as the matrix does not change.
/// </summary>
internal sealed class LinearSystem(int size)
{
    private readonly double[] _factors = new double[size * size];
    private readonly int[] _rows = new int[size];
    private readonly double[] _work = new double[size];

    public double this[int row, int column]
    {
        set => _factors[row * size + column] = value;
    }

    public void Factor()
    {
        for (var k = 0; k < size; k++)
        {
            var pivot = k;
            for (var i = k + 1; i < size; i++)
                if (Math.Abs(_factors[i * size + k]) > Math.Abs(_factors[pivot * size + k]))
                    pivot = i;
            _rows[k] = pivot;
            if (pivot != k)
                for (var j = 0; j < size; j++)
                    (_factors[k * size + j], _factors[pivot * size + j]) = (_factors[pivot * size + j], _factors[k * size + j]);
            for (var i = k + 1; i < size; i++)
            {
                var factor = _factors[i * size + k] /= _factors[k * size + k];
                if (factor == 0)
                    continue;
                for (var j = k + 1; j < size; j++)
                    _factors[i * size + j] -= factor * _factors[k * size + j];
            }
        }
    }

    /// <summary>Solves the system for one right side, which is replaced by the solution.</summary>
    public void Solve(Span<double> right)
    {
        for (var k = 0; k < size; k++)
            (right[k], right[_rows[k]]) = (right[_rows[k]], right[k]);
        for (var i = 0; i < size; i++)
        {
            var sum = right[i];
            for (var j = 0; j < i; j++)
                sum -= _factors[i * size + j] * _work[j];
            _work[i] = sum;
        }
        for (var i = size - 1; i >= 0; i--)
        {
            var sum = _work[i];
            for (var j = i + 1; j < size; j++)
                sum -= _factors[i * size + j] * right[j];
            right[i] = sum / _factors[i * size + i];
        }
    }
}
