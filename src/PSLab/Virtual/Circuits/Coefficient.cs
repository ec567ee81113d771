namespace OpenEvent.PSLab.Virtual;

/// <summary>An element of a matrix that is not zero. Most parts connect two nodes, so there are few of them.</summary>
internal readonly record struct Coefficient(int Row, int Column, double Value)
{
    public static Coefficient[] FromMatrix(double[,] matrix) =>
        [
            .. from row in Enumerable.Range(0, matrix.GetLength(0))
            from column in Enumerable.Range(0, matrix.GetLength(1))
            where matrix[row, column] != 0
            select new Coefficient(row, column, matrix[row, column]),
        ];
}
