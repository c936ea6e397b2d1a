/** What is needed of a place where changes are discussed. */
import type { Patience } from './api.ts';

export type PlatformName = 'github' | 'gitlab' | 'bitbucket' | 'azure';
export type Environment = { readonly [name: string]: string | undefined };

/** One pull request, and how it is reached. */
export interface Place {
  /** Base of the REST API. */
  readonly api: string;
  /** `owner/name`, or the id of a project. */
  readonly repository: string;
  /** Absent only where `source` says which one it is. */
  readonly number?: number;
  readonly token: string;
  /** Name of the account, where the token is a password that goes with one. */
  readonly user?: string;
  /** Id of the account that the token belongs to, where the platform does not tell. */
  readonly author?: string;
  /** A pull request by its branch: what a run in another repository has been about. */
  readonly source?: { readonly branch: string; readonly commit: string };
}

/** What CI says about itself. */
export interface Surroundings {
  readonly api?: string | undefined;
  readonly repository?: string | undefined;
  readonly number?: number | undefined;
  readonly token?: string | undefined;
  readonly user?: string | undefined;
  readonly source?: Place['source'] | undefined;
  /** Grows from run to run; a run that is started again keeps it. */
  readonly run?: number | undefined;
  /** Commit of the pull request that the run is about. */
  readonly head?: string | undefined;
  /** What it is given was made by a run that strangers control. */
  readonly isForeign?: boolean;
  /** The address that the path of a file in a commit is put behind, for people. */
  readonly filesAt?: (commit: string) => string | undefined;
}

/** A comment that begins with our marker. */
export interface MarkedComment {
  readonly id: string;
  readonly body: string;
  readonly url?: string | undefined;
  readonly isHidden?: boolean;
}

/** One pull request, opened. Every method throws a PlatformFault. */
export interface Platform {
  /** `owner/name#7`. */
  readonly title: string;
  /** The commit at its head now. */
  head(): Promise<string | undefined>;
  /** Those of the account of the token alone, oldest first. */
  ownComments(isMarked: (body: string) => boolean): Promise<MarkedComment[]>;
  create(body: string): Promise<MarkedComment>;
  update(comment: MarkedComment, body: string): Promise<void>;
  delete(comment: MarkedComment): Promise<void>;
  /** Where the platform can fold a comment away. */
  hide?(comment: MarkedComment): Promise<void>;
}

/** One kind of platform. */
export interface PlatformKind {
  readonly name: string;
  /** Is this process one of its jobs? */
  isHere(env: Environment): boolean;
  /** `event` is the JSON that GitHub hands to a job. */
  surroundings(env: Environment, event: unknown): Surroundings;
  /** What the messages ask for where the environment does not say it. */
  readonly asks: { readonly repository: string; readonly token: string };
  readonly defaultApi?: string;
  open(place: Place, patience?: Partial<Patience>): Promise<Platform>;
}
