/** What a Java import means: a class in a file of the project, or one from elsewhere by its package. */
import { posix } from 'node:path';
import type { Located } from '../core/host.ts';
import type { Files } from './manifests.ts';

/** Names of `java.util` that people mean when they import it whole beside other packages. */
const LIBRARY: { readonly [name: string]: RegExp } = {
  'java.util': /^(?:List|ArrayList|LinkedList|Map|HashMap|LinkedHashMap|TreeMap|EnumMap|Set|HashSet|LinkedHashSet|TreeSet|Arrays|Collections|Collection|Iterator|Objects|Optional|Scanner|UUID|Random|Date|Locale|Base64|Properties|StringJoiner|Comparator|Deque|ArrayDeque|Queue|Stack|Vector|Timer)$/,
  'java.io': /^(?:IOException|File|InputStream|OutputStream|Reader|Writer|BufferedReader|InputStreamReader|Serializable|UncheckedIOException)$/,
  'java.nio.file': /^(?:Files|Path|Paths)$/,
  'java.util.stream': /^(?:Collectors|Stream|IntStream)$/,
  'java.util.concurrent': /^(?:CompletableFuture|Executors|ExecutorService|ExecutionException|TimeUnit|Future|ConcurrentHashMap|CountDownLatch|Callable)$/,
  'java.util.function': /^(?:Function|Supplier|Consumer|BiFunction|BiConsumer|Predicate|UnaryOperator)$/,
};

/** Clients stand in one package of a service of AWS, everything else in another below it. */
const SDK = /^(?:software\.amazon\.awssdk|com\.amazonaws)\.services\.bedrock/;

/**
 * `specifier` is the full name of a class (`a.b.C`), or several with `|` between where the name may be any of these, best first;
 * `.` is the package that a file belongs to, `a.b.*` all classes of a package.
 */
export function createJavaLocator(files: Files): (specifier: string, from: string) => Located | undefined {
  const packages = new Map<string, readonly string[]>();
  const directories = new Map<string, readonly string[]>();
  const rootsOf = new Map<string, readonly string[]>();

  /** A file asks for all its imports one after the other. */
  let last: { readonly from: string; readonly root: string | undefined } | undefined;
  function rootOf(from: string): string | undefined {
    if (last?.from !== from) last = { from, root: rootIn(from) };
    return last.root;
  }

  /** The packages that the directory of a file is, by its name and by what the file says. */
  function rootIn(from: string): string | undefined {
    const directory = posix.dirname(from);
    const name = /^[ \t]*package\s+([\w.]+)\s*;/m.exec(files.read(from) ?? '')?.[1];
    if (name === undefined) return directory;
    const path = name.replaceAll('.', '/');
    return directory === path ? '.' : directory.endsWith(`/${path}`) ? directory.slice(0, -path.length - 1) : undefined;
  }

  /** Where packages start: the root of the file, that of the code beside its tests, and those of the other parts of the build. */
  function roots(from: string): readonly string[] {
    const own = rootOf(from);
    if (own === undefined) return [];
    let found = rootsOf.get(own);
    if (!found) {
      const [, part, source] = /^(?:(.*)\/)?(src\/(?:main|test|integrationTest)\/java)$/.exec(own) ?? [];
      const base = part ?? '.';
      const parent = posix.dirname(base);
      const others = source === undefined ? [] : [base, ...(base === '.' ? [] : files.names(parent).map(name => posix.join(parent, name)))].map(each => posix.join(each, 'src/main/java'));
      rootsOf.set(own, (found = [...new Set([own, ...others.filter(each => files.isDirectory(each))])]));
    }
    return found;
  }

  /** Where the classes of a package may stand: most packages that files import are of libraries, and stand in none. */
  function directoriesOf(name: string, from: string): readonly string[] {
    const key = `${rootOf(from)}\n${name}`;
    let found = directories.get(key);
    if (!found) directories.set(key, (found = roots(from).map(root => posix.join(root, name.replaceAll('.', '/'))).filter(each => files.isDirectory(each))));
    return found;
  }

  function classAt(name: string, from: string): string | undefined {
    const file = `${name.slice(name.lastIndexOf('.') + 1)}.java`;
    const found = directoriesOf(packageOf(name), from).map(each => posix.join(each, file)).find(each => files.isFile(each));
    // A file whose directory is not that of its package: its neighbours are.
    const beside = posix.join(posix.dirname(from), file);
    return found ?? (rootOf(from) === undefined && files.isFile(beside) ? beside : undefined);
  }

  function packageAt(name: string, from: string): Located | undefined {
    const key = `${rootOf(from)}\n${name}`;
    let found = packages.get(key);
    if (!found) {
      packages.set(key, (found = directoriesOf(name, from).flatMap(each => files.names(each).filter(file => file.endsWith('.java')).map(file => posix.join(each, file)))));
    }
    return found.length > 0 ? { kind: 'directory', path: name, files: found } : undefined;
  }

  return (specifier, from) => {
    if (specifier === '.') {
      const root = rootOf(from);
      const directory = posix.dirname(from);
      return packageAt(root === undefined || root === directory ? '' : posix.relative(root, directory).replaceAll('/', '.'), from);
    }
    if (specifier.endsWith('.*')) return packageAt(specifier.slice(0, -2), from) ?? { kind: 'package', name: specifier.slice(0, -2) };
    const names = specifier.split('|');
    for (const name of names) {
      const path = /^[\w.]+$/.test(name) ? classAt(name, from) : undefined;
      if (path !== undefined) return { kind: 'file', path };
    }
    return { kind: 'package', name: packageOf(named(names)) };
  };
}

/** Which of several packages a class comes from that the project does not have: the first is the file's own. */
function named(names: readonly string[]): string {
  const simple = names[0]!.slice(names[0]!.lastIndexOf('.') + 1);
  const elsewhere = names.slice(1);
  const known = elsewhere.find(name => LIBRARY[packageOf(name)]?.test(simple));
  const others = elsewhere.filter(name => !(packageOf(name) in LIBRARY));
  const ofSdk = others.filter(name => SDK.test(name));
  return known ?? ofSdk.find(name => packageOf(name).endsWith('.model') !== /Client(?:Builder)?$/.test(simple)) ?? ofSdk[0] ?? others[0] ?? names[0]!;
}

function packageOf(name: string): string {
  return name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : '';
}
