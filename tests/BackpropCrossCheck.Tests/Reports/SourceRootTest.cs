using BackpropCrossCheck.Reports;

namespace BackpropCrossCheck.Tests.Reports;

public sealed class SourceRootTest
{
    [TestCase("a.json", "src/a.json")]
    [TestCase("./x/../a b.json", "src/a b.json")]
    [TestCase("../a.json", "a.json")]
    [TestCase("../..a.json", "..a.json")]
    [TestCase("../../a.json", null)]
    public void Relative_File_IsRelativeToTheRoot(string file, string? relative)
    {
        string root = Path.Combine(Path.GetTempPath(), "repository");
        var source = new SourceRoot(root, Path.Combine(root, "src"));
        Assert.That(source.Relative(file), Is.EqualTo(relative));
        Assert.That(source.Relative(Path.Combine(root, "src", file)), Is.EqualTo(relative));
        Assert.That(source.Shown(file), Is.EqualTo(relative ?? file));
    }

    [Test]
    public void Around_Folder_IsTheRepositoryAboveIt([Values] bool isWorkTree)
    {
        DirectoryInfo root = Directory.CreateTempSubdirectory("backprop-check-root-");
        try
        {
            string current = root.CreateSubdirectory(Path.Combine("a", "b")).FullName;
            Assert.That(SourceRoot.Around(current).Relative("x.json"), Is.EqualTo("x.json"), "in no repository");
            string git = Path.Combine(root.FullName, ".git");
            if (isWorkTree)
            {
                File.WriteAllText(git, "gitdir: elsewhere");
            }
            else
            {
                Directory.CreateDirectory(git);
            }

            Assert.That(SourceRoot.Around(current).Relative("x.json"), Is.EqualTo("a/b/x.json"));
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }
}
